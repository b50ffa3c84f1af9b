/** Maximum difference between clocks of one fleet. */
const clockDifferenceMs = 60_000;

/**
 * Whether a time (text in ISO 8601; null: never) is less than `ms` ago. A future time is not recent: it was recorded
 * while a clock was ahead, and must not cause a delay after the correction.
 */
export function isRecent(moment: Date | string | null, ms: number): boolean {
  if (moment === null) return false;
  const age = Date.now() - new Date(moment).getTime();
  return age < ms && age > -clockDifferenceMs;
}
