/** How far clocks of one fleet may differ. */
const clockDifferenceMs = 60_000;

/**
 * Whether a moment (an ISO time where it is text; null: never) is less than `ms` ago. One in the future is not recent: it
 * was recorded while a clock was ahead, which delays nothing once that is corrected.
 */
export function isRecent(moment: Date | string | null, ms: number): boolean {
  if (moment === null) return false;
  const age = Date.now() - new Date(moment).getTime();
  return age < ms && age > -clockDifferenceMs;
}
