import { contract } from '@hubtwin/contract';
import {
  countDeliveries,
  countUndeliveredChanges,
  countWaiting,
  type DeliveryCount,
  type DeliveryStatus,
  readDeliveryRhythm,
  readFreshness,
} from '@hubtwin/database';
import { route } from '../http/route.ts';
import { time } from '../queries/present.ts';
import { silenceOf, undeliveredSince } from '../webhooks/silence-of.ts';
import { windowSince } from '../window-since.ts';

/** Healthy above this share of successes. */
const healthyAbove = 0.95;
/** The last retry is after about half a minute, and deliveries of a dead worker are reclaimed within one. */
const lateAfterSeconds = 120;

export const getWebhookStats = route(
  contract.getWebhookStats,
  async ({ query: { hours }, access }, { database }) => {
    const since = windowSince(hours);
    const counts = await countDeliveries(database, access, since);
    const byEvent = Map.groupBy(counts, ({ event }) => event);
    return {
      body: {
        since: since.toISOString(),
        total: sum(counts),
        by_status: byStatus(counts),
        by_event: [...byEvent].map(([event, counts]) => ({
          event,
          total: sum(counts),
          by_status: byStatus(counts),
        })),
      },
    };
  },
);

export const getWebhookHealth = route(contract.getWebhookHealth, async ({ access }, context) => {
  const { database, hooks, sync } = context;
  const now = Date.now();
  const since = windowSince(1, now);
  const [counted, rhythm, waiting, { waitingSeconds }] = await Promise.all([
    countDeliveries(database, access, since),
    readDeliveryRhythm(database, access),
    countWaiting(database, access),
    readFreshness(database),
  ]);
  const counts = byStatus(counted);
  const changed = await countUndeliveredChanges(
    database,
    access,
    undeliveredSince(rhythm.lastAt, { now, intervalMinutes: sync.intervalMinutes }),
  );
  const silence = hooks.isEnabled ? silenceOf(rhythm, changed, now) : null;
  const succeeded = counts.processed + counts.ignored;
  const failed = counts.failed + counts.parked;
  const rate = succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
  const isHealthy =
    silence === null && waitingSeconds <= lateAfterSeconds && (rate === null || rate > healthyAbove);
  return {
    body: {
      status: isHealthy ? ('healthy' as const) : ('unhealthy' as const),
      since: since.toISOString(),
      succeeded,
      failed,
      waiting,
      oldest_waiting_seconds: access.repositoryIds === null ? Math.max(0, Math.floor(waitingSeconds)) : null,
      success_rate: rate,
      last_delivery_at: time(rhythm.lastAt),
      silence: silence === null ? null : { since: time(rhythm.lastAt), reason: silence },
    },
  };
});

function sum(counts: readonly DeliveryCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function byStatus(counts: readonly DeliveryCount[]): Record<DeliveryStatus, number> {
  const totals = { received: 0, processing: 0, processed: 0, ignored: 0, failed: 0, parked: 0 };
  for (const { status, count } of counts) totals[status] += count;
  return totals;
}
