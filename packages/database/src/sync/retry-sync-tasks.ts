import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import type { ReclaimedSyncTask } from './reclaim-sync-tasks.ts';

/**
 * Resets the failed and cancelled tasks of a sync job, which is running again then. Imports continue at the job's
 * cursors.
 *
 * @param repositoryIds only these; null: all.
 * @param alsoStore stores more in the same transaction.
 * @returns the tasks to enqueue; empty if none failed or was cancelled, or their repositories are deleted.
 */
export async function retrySyncTasks(
  database: Kysely<Database>,
  jobId: number,
  repositoryIds: readonly number[] | null,
  alsoStore: (
    transaction: Transaction<Database>,
    tasks: readonly ReclaimedSyncTask[],
  ) => Promise<void> = async () => {},
): Promise<ReclaimedSyncTask[]> {
  const chosen =
    repositoryIds === null ? sql`true` : sql`p.repository_id = any(${[...repositoryIds]}::bigint[])`;
  return await database.transaction().execute(async (transaction) => {
    await sql`select id from sync_jobs where id = ${jobId} for update`.execute(transaction);
    const { rows } = await sql<ReclaimedSyncTask>`
      with chosen as (
        select p.repository_id, p.status
          from sync_job_repositories as p join repositories as r on r.id = p.repository_id
         where p.job_id = ${jobId} and p.status in ('failed', 'cancelled') and ${chosen}
           and r.deleted_at is null and r.untracked_at is null
      ), counted as (
        select count(*)::int as tasks, count(*) filter (where status = 'failed')::int as failed from chosen
      ), begun as (
        update sync_jobs as j
           set status = case when j.status in ('pending', 'running') then j.status else 'pending' end,
               repositories_processed = j.repositories_processed - counted.failed,
               errors_count = j.errors_count - counted.failed,
               open_tasks = j.open_tasks + counted.tasks,
               error_message = case when j.errors_count > counted.failed then j.error_message end,
               completed_at = null
          from counted
         where j.id = ${jobId} and counted.tasks > 0
        returning j.priority
      )
      update sync_job_repositories as p set status = 'pending', error = null, lists = null, touched_at = now()
        from chosen, begun
       where p.job_id = ${jobId} and p.repository_id = chosen.repository_id
      returning p.job_id as "jobId", p.repository_id as "repositoryId", p.work, begun.priority
    `.execute(transaction);
    await alsoStore(transaction, rows);
    return rows;
  });
}
