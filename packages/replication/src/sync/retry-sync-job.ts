import { type Database, retrySyncTasks } from '@hubtwin/database';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { enqueueSyncTasks } from './enqueue-sync-tasks.ts';

/**
 * Retries the failed and cancelled tasks of a sync job, within the same job: imports continue at their cursors.
 *
 * @param repositoryIds only these; null: all.
 * @returns the number of their repositories.
 */
export async function retrySyncJob(
  { database, queues }: { database: Kysely<Database>; queues: Pick<Queues, 'enqueueAll'> },
  jobId: number,
  repositoryIds: readonly number[] | null,
  alsoStore?: AlsoStore<readonly unknown[]>,
): Promise<number> {
  const tasks = await retrySyncTasks(database, jobId, repositoryIds, alsoStore);
  await enqueueSyncTasks(queues, tasks);
  return tasks.length;
}
