import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { PartList } from '../tables/sync-tables.ts';
import type { SyncPart } from './sync-job.ts';

/** Saves the results of an attempt at a task for the next attempt. */
export async function savePartLists(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncPart,
  lists: readonly PartList[],
): Promise<void> {
  await sql`
    update sync_job_repositories set lists = ${JSON.stringify(lists)}, touched_at = now()
     where job_id = ${jobId} and repository_id = ${repositoryId} and status = 'running'
  `.execute(database);
}
