import type { Database, NewSyncJob } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { startSyncJob } from '../sync/start-sync-job.ts';
import { estimateImport } from './estimate-import.ts';

interface ImportJob extends Omit<NewSyncJob, 'tasks'> {
  repositoryIds: readonly number[];
  /** Repositories to skip, because they were imported; default: none. */
  skippedIds?: readonly number[];
}

/**
 * Creates a sync job that imports repositories, with an estimate of its cost. Untracked repositories are excluded.
 *
 * @returns the id of the sync job.
 */
export async function startImport(
  {
    database,
    github,
    queues,
  }: { database: Kysely<Database>; github: GitHubClient; queues: Pick<Queues, 'enqueueAll'> },
  { repositoryIds, skippedIds = [], ...job }: ImportJob,
  call: CallOptions,
  alsoStore?: AlsoStore<number>,
): Promise<number> {
  const wanted = await database
    .selectFrom('repositories')
    .select('id')
    .where('id', 'in', [0, ...repositoryIds])
    .where('untracked_at', 'is', null)
    .execute();
  const ids = wanted.map(({ id }) => id);
  const pages = await estimateImport({ database, github }, ids, call);
  const tasks = ids.map(
    (repositoryId) =>
      ({ repositoryId, work: 'import', pagesEstimated: pages.get(repositoryId) ?? 0 }) as const,
  );
  const skipped = skippedIds.map(
    (repositoryId) => ({ repositoryId, work: 'import', isSkipped: true }) as const,
  );
  return await startSyncJob({ database, queues }, { ...job, tasks: [...tasks, ...skipped] }, alsoStore);
}
