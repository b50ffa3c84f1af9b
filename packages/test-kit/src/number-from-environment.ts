/**
 * How large a test is, where somebody wants it larger than each time, such as `SEED=7 SECONDS=60`.
 *
 * @throws where the variable is set, but is no positive number.
 */
export function numberFromEnvironment(variable: string, fallback: number): number {
  const set = process.env[variable];
  const number = Number(set || fallback);
  if (!(number > 0)) throw new Error(`${variable} must be a number above 0, not ${set}.`);
  return number;
}
