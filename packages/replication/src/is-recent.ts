/**
 * Whether a time (text in ISO 8601; null: never) is less than `ms` ago. One that is more than `ms` in the future is not
 * recent: it was recorded while a clock was ahead, and must not cause a delay after the correction. (GitHub's clock, by which
 * some times are recorded, may be ahead of ours.)
 */
export function isRecent(moment: Date | string | null, ms: number): boolean {
  if (moment === null) return false;
  return Math.abs(Date.now() - new Date(moment).getTime()) < ms;
}
