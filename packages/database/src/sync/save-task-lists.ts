import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { TaskList } from '../tables/sync-tables.ts';
import type { SyncTask } from './sync-job.ts';

/** Saves the results of an attempt at a task for the next attempt. */
export async function saveTaskLists(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncTask,
  lists: readonly TaskList[],
): Promise<void> {
  await sql`
    update sync_job_repositories set lists = ${JSON.stringify(lists)}, touched_at = now()
     where job_id = ${jobId} and repository_id = ${repositoryId} and status = 'running'
  `.execute(database);
}
