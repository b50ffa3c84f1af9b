/** Maximum lag of GitHub's replicas behind deliveries. */
export const lagMs = 60_000;

/**
 * Whether a stored time differs from GitHub's: an older one is outdated, and a newer one belongs to a deleted object,
 * or is invalid. A slightly newer one may be ahead of a lagging replica.
 */
export function isChanged(ours: Date | null, theirs: string | null, now: Date): boolean {
  if (ours === null || theirs === null) return ours !== null || theirs !== null;
  const ahead = ours.getTime() - Date.parse(theirs);
  if (ahead <= 0) return ahead < 0;
  return Math.abs(now.getTime() - ours.getTime()) > lagMs;
}
