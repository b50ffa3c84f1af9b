import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncTask } from './sync-job.ts';

/** Whether a started task should continue: it was neither cancelled nor ended by another process. */
export async function isSyncTaskRunning(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncTask,
): Promise<boolean> {
  const row = await database
    .selectFrom('sync_job_repositories')
    .select('status')
    .where('job_id', '=', jobId)
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst();
  return row?.status === 'running';
}
