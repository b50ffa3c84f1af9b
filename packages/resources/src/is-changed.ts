/** Maximum lag of GitHub's replicas behind deliveries. */
export const lagMs = 60_000;

/**
 * Whether a stored time differs from GitHub's: an older one is outdated, and a newer one belongs to a deleted object,
 * or is invalid. A slightly newer one may be ahead of a lagging replica.
 *
 * @param ours a time of a row, as a Date or ISO 8601.
 */
export function isChanged(ours: unknown, theirs: string | null, now: Date): boolean {
  const time = timeOf(ours);
  if (time === null || theirs === null) return time !== null || theirs !== null;
  const ahead = time - Date.parse(theirs);
  if (ahead <= 0) return ahead < 0;
  return Math.abs(now.getTime() - time) > lagMs;
}

/** Whether a lagging replica returned an older version than the stored one. */
export function isAhead(ours: unknown, theirs: string): boolean {
  const time = timeOf(ours);
  return time === null || time > Date.parse(theirs);
}

/** Whether GitHub's time is after that of a complete read; null: never read. */
export const isAfterRead = (theirs: string | null, readUntil: Date | null): boolean =>
  readUntil !== null && theirs !== null && Date.parse(theirs) > readUntil.getTime() + lagMs;

/** Milliseconds; null: there is none, or it is no time. */
function timeOf(value: unknown): number | null {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : time;
}
