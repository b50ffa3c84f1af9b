/** GitHub's time format: ISO 8601, in whole seconds. @param ms since the epoch. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
