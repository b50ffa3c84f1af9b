import type { DeliveryRhythm } from '@hubtwin/database';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** With fewer hours of deliveries there is no rhythm to compare with. */
const minActiveHours = 6;
const graceMinutes = 5;

/**
 * The time from which a change that a periodic sync finds should have been delivered: an interval
 * after the last delivery, since an earlier sync may find the change of a single lost delivery before it. At most a day ago.
 */
export function undeliveredSince(
  lastAt: Date | null,
  { now, intervalMinutes }: { now: number; intervalMinutes: number },
): Date {
  const afterLast = (lastAt?.getTime() ?? 0) + (intervalMinutes + graceMinutes) * minuteMs;
  return new Date(Math.max(afterLast, now - dayMs));
}

/**
 * Why deliveries seem to be missing at `now`: a pause of more than twice the longest one of a week, or changes that
 * no delivery reported.
 *
 * @param changed repositories of which a periodic sync found changes since the last delivery.
 * @returns null if none seem to be missing.
 */
export function silenceOf(
  { lastAt, activeHours, longestPauseHours }: DeliveryRhythm,
  changed: number,
  now: number,
): string | null {
  if (changed > 0) {
    const repositories = changed === 1 ? '1 repository' : `${changed} repositories`;
    const none = lastAt === null ? 'none was ever received' : 'none was received since';
    return `periodic syncs found changes in ${repositories} that no delivery reported: ${none}`;
  }
  if (lastAt === null || activeHours < minActiveHours) return null;
  const pauseHours = (now - lastAt.getTime()) / hourMs;
  const usualHours = longestPauseHours + 1;
  if (pauseHours <= 2 * usualHours) return null;
  const usual = usualHours === 1 ? 'every hour' : `at least every ${usualHours} hours`;
  return `none was received for ${Math.floor(pauseHours)} hours; in the week before there was one ${usual}`;
}
