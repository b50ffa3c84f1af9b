import { createSyncJob, type Database, type NewSyncJob } from '@hubtwin/database';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { enqueueSyncTasks } from './enqueue-sync-tasks.ts';

/**
 * Creates a sync job and enqueues its tasks. A sweep reclaims what the queue loses.
 *
 * @param alsoStore receives the id of the job.
 * @returns the id of the job.
 */
export async function startSyncJob(
  { database, queues }: { database: Kysely<Database>; queues: Pick<Queues, 'enqueueAll'> },
  job: NewSyncJob,
  alsoStore: AlsoStore<number> = async () => {},
): Promise<number> {
  const jobId = await database.transaction().execute(async (transaction) => {
    const id = await createSyncJob(transaction, job);
    await alsoStore(transaction, id);
    return id;
  });
  await enqueueSyncTasks(
    queues,
    job.tasks
      .filter(({ isSkipped = false }) => !isSkipped)
      .map(({ repositoryId, work }) => ({ jobId, repositoryId, work, priority: job.priority })),
  );
  return jobId;
}
