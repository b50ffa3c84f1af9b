import { randomUUID } from 'node:crypto';
import { type Database, replayDeliveries } from '@hubtwin/database';
import { deliveriesPerJob } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';

export interface ReplayContext {
  database: Kysely<Database>;
  /** Hands deliveries that were put back under `batch` to a worker, as one job. */
  enqueueDeliveries(batch: string, deliveryIds: string[]): Promise<void>;
  /** Told of deliveries that were put back and that no job carries: the worker's sweep finds them. */
  onNotEnqueued(error: unknown, batch: string): void;
  /** Is handed how many were put back so far. */
  alsoStore?: AlsoStore<number>;
}

/** Puts deliveries back and hands them to a worker, a job at a time. @returns how many were put back. */
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
