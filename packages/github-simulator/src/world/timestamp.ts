/** GitHub's way to write an instant: ISO 8601 in UTC, without fractions of a second. */
export function timestamp(ms: number): string {
  // A new text: a slice would keep all of the longer one alive, which worlds of many objects would feel.
  const text = Buffer.from(new Date(ms).toISOString(), 'latin1');
  text.write('Z', 19, 'latin1');
  return text.toString('latin1', 0, 20);
}
