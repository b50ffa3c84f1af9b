import { reclaimSyncTasks } from '@hubtwin/database';
import { enqueueSyncTasks } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const lostAfterSeconds = 120;
const maxParts = 500;

/** Enqueues the tasks of sync jobs whose job was lost. */
export async function reclaimTasks({
  database,
  queues,
}: Pick<SyncWorkerContext, 'database' | 'queues'>): Promise<void> {
  const tasks = await reclaimSyncTasks(database, { olderThanSeconds: lostAfterSeconds, limit: maxParts });
  await enqueueSyncTasks(queues, tasks);
}
