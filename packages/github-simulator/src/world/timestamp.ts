/** GitHub's time format: ISO 8601 in UTC, without fractions of a second. */
export function timestamp(ms: number): string {
  // A new text: a slice would keep the longer one in memory, which adds up for many objects.
  const text = Buffer.from(new Date(ms).toISOString(), 'latin1');
  text.write('Z', 19, 'latin1');
  return text.toString('latin1', 0, 20);
}
