import { z } from 'zod';
import { integer, maybeTime, time } from '../fields.ts';
import { timeExample } from './examples.ts';

const counts = z.object({
  received: z.int(),
  processing: z.int(),
  processed: z.int(),
  ignored: z.int(),
  failed: z.int(),
  parked: z.int(),
});

export const webhookStats = z
  .object({
    since: time,
    total: z.int(),
    by_status: counts,
    by_event: z.array(z.object({ event: z.string(), total: z.int(), by_status: counts })),
  })
  .meta({ id: 'WebhookStats' });

const countsExample = { received: 0, processing: 0, processed: 40, ignored: 2, failed: 0, parked: 0 };

export const webhookStatsExample = {
  since: timeExample,
  total: 42,
  by_status: countsExample,
  by_event: [{ event: 'issues', total: 42, by_status: countsExample }],
};

export const webhookHealth = z
  .object({
    status: z.enum(['healthy', 'unhealthy']),
    since: time,
    succeeded: z.int().describe('Processed or ignored.'),
    failed: z.int().describe('Failed and waiting for a retry, or parked.'),
    waiting: z.int().describe('Received or being processed, whenever they arrived; at most 100,000 of each.'),
    oldest_waiting_seconds: integer.describe(
      'Seconds since the oldest unprocessed delivery arrived; 0 if none waits. Null for keys that are limited to some repositories.',
    ),
    success_rate: z.number().min(0).max(1).nullable().describe('Null if none ended.'),
    last_delivery_at: maybeTime.describe('Null if no delivery was ever received.'),
    silence: z
      .object({
        since: maybeTime.describe('When the last delivery was received; null if none was.'),
        reason: z.string(),
      })
      .nullable()
      .describe(
        'Why deliveries seem to be missing: the pause since the last one is longer than any in the last week of deliveries, or a periodic sync found changes that no delivery reported. Null if none seem to be missing.',
      ),
  })
  .meta({ id: 'WebhookHealth' });

export const webhookHealthExample = {
  status: 'healthy' as const,
  since: timeExample,
  succeeded: 42,
  failed: 0,
  waiting: 1,
  oldest_waiting_seconds: 2,
  success_rate: 1,
  last_delivery_at: timeExample,
  silence: null,
};
