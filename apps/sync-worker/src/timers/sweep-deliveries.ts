import { findUnqueued, type UnqueuedDelivery } from '@hubtwin/database';
import { deliveriesPerJob, deliveriesQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { attemptJobId, isCrashSuspect, quarantineMs } from '../deliveries/retry.ts';

const pageSize = 2_000;
const maxPages = 50;

/**
 * Enqueues deliveries without a job: stored but never enqueued, claimed by a worker
 * that died, or due for a retry that was lost with its queue. Existing jobs are unchanged, since
 * the same deliveries get the same job id.
 *
 * @returns how many jobs were enqueued.
 */
export async function sweepDeliveries(
  { database, queues }: Pick<SyncWorkerContext, 'database' | 'queues'>,
  { olderThanSeconds, signal }: { olderThanSeconds: number; signal?: AbortSignal },
): Promise<number> {
  let jobs = 0;
  let after: UnqueuedDelivery | undefined;
  for (let page = 0; page < maxPages && signal?.aborted !== true; page++) {
    const unqueued = await findUnqueued(database, { olderThanSeconds, limit: pageSize, after });
    for (const [id, group] of Map.groupBy(unqueued, jobId)) {
      for (let start = 0; start < group.length; start += deliveriesPerJob) {
        const deliveryIds = group.slice(start, start + deliveriesPerJob).map(({ guid }) => guid);
        const job = {
          id: start === 0 ? id : `${id}-${start}`,
          delayMs: group.some(isClaimedCrashSuspect) ? quarantineMs : 0,
        };
        await queues.enqueue(deliveriesQueue, { deliveryIds }, job);
        jobs += 1;
      }
    }
    after = unqueued.at(-1);
    if (unqueued.length < pageSize) break;
  }
  return jobs;
}

/** Deliveries that never started share their batch's job; others get a job for each attempt. */
const jobId = (delivery: UnqueuedDelivery) =>
  delivery.status === 'received' ? delivery.batch : attemptJobId(delivery);

const isClaimedCrashSuspect = (delivery: UnqueuedDelivery) =>
  delivery.status === 'processing' && isCrashSuspect(delivery);
