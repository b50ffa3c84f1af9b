import type { SyncJob } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { showSyncJob } from './show-sync-job.ts';

/** The response with a sync job that was created for the caller, limited to the repositories that it may see. */
export async function startedJob(
  database: Kysely<Database>,
  id: number,
): Promise<{ body: SyncJob; location: string }> {
  const body = await showSyncJob(database, { repositoryIds: null }, id);
  return { body, location: `/api/v1/sync/jobs/${id}` };
}
