import { randomUUID } from 'node:crypto';
import { type Database, replayDeliveries } from '@hubtwin/database';
import { deliveriesPerJob } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';

export interface ReplayContext {
  database: Kysely<Database>;
  /** Enqueues deliveries that were reset under `batch`, as one job. */
  enqueueDeliveries(batch: string, deliveryIds: string[]): Promise<void>;
  /** Called for reset deliveries without a job: the worker's sweeper will find them. */
  onNotEnqueued(error: unknown, batch: string): void;
  /** Receives the number of deliveries that were reset so far. */
  alsoStore?: AlsoStore<number>;
}

/** Resets deliveries and enqueues them in several jobs. @returns the number of reset deliveries. */
export async function replay(guids: readonly string[], context: ReplayContext): Promise<number> {
  const { database, enqueueDeliveries, onNotEnqueued, alsoStore } = context;
  let queued = 0;
  for (let at = 0; at < guids.length; at += deliveriesPerJob) {
    const batch = randomUUID();
    const put = await database.transaction().execute(async (transaction) => {
      const replayed = await replayDeliveries(transaction, guids.slice(at, at + deliveriesPerJob), batch);
      if (replayed.length > 0) await alsoStore?.(transaction, queued + replayed.length);
      return replayed;
    });
    if (put.length === 0) continue;
    queued += put.length;
    await enqueueDeliveries(batch, put).catch((error: unknown) => onNotEnqueued(error, batch));
  }
  return queued;
}
