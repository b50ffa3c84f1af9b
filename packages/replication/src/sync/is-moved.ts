/** How long GitHub's replicas may lag behind what deliveries have told. */
export const lagMs = 60_000;

/**
 * Whether a time is not the one that GitHub has: an older one lacks something, and a newer one was deleted, or never
 * was. Only what is newer by a moment is ahead of a replica that lags.
 */
export function isMoved(ours: Date | null, theirs: string | null, now: Date): boolean {
  if (ours === null || theirs === null) return ours !== null || theirs !== null;
  const ahead = ours.getTime() - Date.parse(theirs);
  if (ahead <= 0) return ahead < 0;
  return Math.abs(now.getTime() - ours.getTime()) > lagMs;
}
