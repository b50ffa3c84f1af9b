import { hash, randomUUID } from 'node:crypto';
import { createDatabase, storeDeliveries } from '@hubtwin/database';
import { connectQueues, deliveriesPerJob, deliveriesQueue } from '@hubtwin/queue';
import { startTelemetry } from '@hubtwin/telemetry';
import { waitUntil } from '../wait-until.ts';
import { issueEvent } from './issue-event.ts';

/** Deliveries that wait for workers, in an inbox and a queue on Redis. */
export interface Backlog extends AsyncDisposable {
  /** Stores deliveries as the ingress does, each about a different issue, and enqueues them in full jobs. */
  fill(count: number): Promise<void>;
  /** Adds a separate job for each waiting delivery; duplicates are harmless. */
  enqueueEach(): Promise<void>;
  /** Workers start no more jobs. */
  hold(): Promise<void>;
  /** Lets workers start. @returns seconds until every delivery is processed and the queue is empty. */
  workOff(): Promise<number>;
  /** Resolves when every delivery is processed and the queue is empty. */
  empty(): Promise<void>;
  waitingJobs(): Promise<number>;
  /** The number of processed deliveries, and of those that needed another attempt or were not processed. */
  outcome(): Promise<{ processed: number; troubled: number }>;
}

export async function openBacklog(place: { databaseUrl: string; redisUrl: string }): Promise<Backlog> {
  await using owned = new AsyncDisposableStack();
  const { logger } = owned.use(await startTelemetry('bench', { logLevel: 'silent' }));
  const { pool } = owned.use(
    createDatabase({ url: place.databaseUrl, poolMax: 2, statementTimeoutMs: 60_000 }),
  );
  const queues = owned.use(connectQueues({ store: { redisUrl: place.redisUrl }, logger }));
  const queue = await queues.open(deliveriesQueue);
  await queue.waitUntilReady();
  let stored = 0;

  const waitingJobs = async () => {
    const { waiting = 0, paused = 0, active = 0, prioritized = 0 } = await queues.counts(deliveriesQueue);
    return waiting + paused + active + prioritized;
  };
  const empty = async () => {
    await waitUntil(async () => {
      const { rows } = await pool.query<{ open: boolean }>(
        `select exists (select from webhook_deliveries where status in ('received', 'failed')) as open`,
      );
      return rows[0]?.open === false && (await waitingJobs()) === 0 ? true : undefined;
    }, 1_800_000);
  };

  const disposal = owned.move();
  return {
    waitingJobs,
    empty,
    hold: () => queue.pause(),
    async fill(count) {
      for (let left = count; left > 0; left -= deliveriesPerJob) {
        const deliveries = Array.from({ length: Math.min(left, deliveriesPerJob) }, () =>
          deliveryOf(issueEvent(++stored)),
        );
        const batch = randomUUID();
        await storeDeliveries(pool, deliveries, batch);
        const deliveryIds = deliveries.map(({ guid }) => guid);
        await queues.enqueue(deliveriesQueue, { deliveryIds }, { id: batch });
      }
    },
    async enqueueEach() {
      const { rows } = await pool.query<{ guid: string }>(
        `select guid from webhook_deliveries where status = 'received'`,
      );
      for (let start = 0; start < rows.length; start += 1_000) {
        const jobs = rows.slice(start, start + 1_000).map(({ guid }) => ({ deliveryIds: [guid] }));
        await queues.enqueueAll(deliveriesQueue, jobs);
      }
    },
    async workOff() {
      const started = performance.now();
      await queue.resume();
      await empty();
      return (performance.now() - started) / 1_000;
    },
    async outcome() {
      const { rows } = await pool.query<{ processed: number; troubled: number }>(
        `select count(*) filter (where status = 'processed') as processed,
                count(*) filter (where status <> 'processed' or attempts > 1) as troubled
           from webhook_deliveries`,
      );
      return rows[0] ?? { processed: 0, troubled: 0 };
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

const deliveryOf = (body: Buffer) => ({
  guid: randomUUID(),
  event: 'issues',
  hookId: null,
  webhookConfigId: null,
  headers: { 'content-type': 'application/json' },
  body,
  bodySha256: hash('sha256', body, 'buffer'),
});
