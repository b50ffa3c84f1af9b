const written = /^([+-]?\d{4,6})(-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))$/;

/** After this many years dates fall on the same weekdays: years outside the range of Date are shifted into it. */
const cycle = 400;
const base = 2_000;

/** The first complete year of `timestamptz`. */
const firstYear = -4_712;
const lastYear = 294_276;

/**
 * Converts a date written by Git for a `timestamptz` column: any year, including BC and after 9999. Postgres supports
 * 4713 BC to 294276. Null for other text than ISO 8601 with an offset, or out of range.
 */
export function gitTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [, digits, rest] = written.exec(value) ?? [];
  if (digits === undefined) return null;
  const shift = Math.floor((Number(digits) - base) / cycle) * cycle;
  const date = new Date(`${Number(digits) - shift}${rest}`);
  // The offset may change the year.
  const year = date.getUTCFullYear() + shift;
  if (Number.isNaN(year) || year < firstYear || year > lastYear) return null;
  const ofEra = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${ofEra}${date.toISOString().slice(4)}${year > 0 ? '' : ' BC'}`;
}
