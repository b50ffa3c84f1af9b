import { takeUpSyncParts } from '@hubtwin/database';
import { enqueueSyncParts } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const lostAfterSeconds = 120;
const maxParts = 500;

/** Enqueues the parts of sync jobs whose job was lost. */
export async function reclaimSyncParts({
  database,
  queues,
}: Pick<SyncWorkerContext, 'database' | 'queues'>): Promise<void> {
  const parts = await takeUpSyncParts(database, { olderThanSeconds: lostAfterSeconds, limit: maxParts });
  await enqueueSyncParts(queues, parts);
}
