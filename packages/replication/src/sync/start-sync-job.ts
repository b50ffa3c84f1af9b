import { createSyncJob, type Database, findLastFailed, type NewSyncJob } from '@hubtwin/database';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { enqueueSyncTasks } from './enqueue-sync-tasks.ts';

/**
 * Creates a sync job and enqueues its tasks: last those of repositories that failed before, because their retries delay
 * the tasks behind them. A sweep reclaims what the queue loses.
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
  const tasks = job.tasks.filter(({ isSkipped = false }) => !isSkipped);
  if (tasks.length === 0) return jobId;
  const ids = tasks.map(({ repositoryId }) => repositoryId);
  const lastFailed = ids.length === 1 ? new Set() : await findLastFailed(database, ids);
  await enqueueSyncTasks(
    queues,
    tasks
      .map(({ repositoryId, work }) => ({ jobId, repositoryId, work, priority: job.priority }))
      .toSorted(
        (one, other) => Number(lastFailed.has(one.repositoryId)) - Number(lastFailed.has(other.repositoryId)),
      ),
  );
  return jobId;
}
