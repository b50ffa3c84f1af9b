import { type Database, retrySyncParts } from '@hubtwin/database';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { enqueueSyncParts } from './enqueue-sync-parts.ts';

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
  const parts = await retrySyncParts(database, jobId, repositoryIds, alsoStore);
  await enqueueSyncParts(queues, parts);
  return parts.length;
}
