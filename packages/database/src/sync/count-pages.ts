import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncTask } from './sync-job.ts';

/** Adds to the page counts of a repository's task. */
export async function countPages(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncTask,
  { done, total }: { done: number; total: number },
): Promise<void> {
  await sql`
    update sync_job_repositories
       set pages_done = pages_done + ${done}, pages_total = pages_total + ${total}, touched_at = now()
     where job_id = ${jobId} and repository_id = ${repositoryId}
  `.execute(database);
}
