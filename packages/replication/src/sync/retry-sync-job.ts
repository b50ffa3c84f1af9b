import { type Database, retrySyncParts } from '@hubtwin/database';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { enqueueSyncParts } from './enqueue-sync-parts.ts';

/**
 * Has what failed or was cancelled of a sync job done again, as part of the same job: imports go on where they were.
 *
 * @param repositoryIds of these only; null: of all.
 * @returns how many repositories that are.
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
