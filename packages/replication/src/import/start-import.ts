import type { Database, NewSyncJob } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import { startSyncJob } from '../sync/start-sync-job.ts';
import { estimateImport } from './estimate-import.ts';

/**
 * Has repositories imported as a sync job that knows beforehand what it will about cost.
 *
 * @returns the id of the sync job.
 */
export async function startImport(
  { database, github, queues }: { database: Kysely<Database>; github: GitHubClient; queues: Queues },
  { repositoryIds, ...job }: Omit<NewSyncJob, 'parts'> & { repositoryIds: readonly number[] },
  call: CallOptions,
): Promise<number> {
  const pages = await estimateImport({ database, github }, repositoryIds, call);
  const parts = repositoryIds.map(
    (repositoryId) =>
      ({ repositoryId, work: 'import', pagesEstimated: pages.get(repositoryId) ?? 0 }) as const,
  );
  return await startSyncJob({ database, queues }, { ...job, parts });
}
