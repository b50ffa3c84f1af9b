import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { outcomeOf } from './outcome-of.ts';

/** Selects tasks: those of a job, optionally of some repositories only (null: all); or all of one repository. */
type Which = { jobId: number; repositoryIds: readonly number[] | null } | { repositoryId: number };

/**
 * Cancels the unfinished tasks of sync jobs: pending ones do not start, running ones stop soon (`isSyncTaskRunning`).
 * A job ends with its last task.
 *
 * @returns the number of cancelled repositories.
 */
export async function cancelSyncTasks(database: Kysely<Database>, which: Which): Promise<number> {
  const chosen = conditionOf(which);
  return await database.transaction().execute(async (transaction) => {
    // Locks the rows of the jobs, so that of tasks that end concurrently one is the last.
    await sql`
      select id from sync_jobs
       where id in (select p.job_id from sync_job_repositories as p where ${isOpen} and ${chosen})
       order by id for update
    `.execute(transaction);
    const { rows } = await sql<{ count: number }>`
      with ended as (
        update sync_job_repositories as p set status = 'cancelled', touched_at = now()
         where ${isOpen} and ${chosen}
        returning p.job_id
      ), lessened as (
        update sync_jobs as j
           set open_tasks = j.open_tasks - ended.count,
               status = case when j.open_tasks > ended.count then j.status
                             when ${'jobId' in which} or j.repositories_processed = 0 then 'cancelled'
                             else ${outcomeOf(sql`j.repositories_processed`, sql`j.errors_count`)} end,
               completed_at = case when j.open_tasks > ended.count then j.completed_at else now() end
          from (select job_id, count(*) from ended group by job_id) as ended
         where j.id = ended.job_id
      )
      select count(*) from ended
    `.execute(transaction);
    return rows[0]?.count ?? 0;
  });
}

const isOpen = sql`p.status in ('pending', 'running')`;

function conditionOf(which: Which): RawBuilder<boolean> {
  if ('repositoryId' in which) return sql`p.repository_id = ${which.repositoryId}`;
  const { jobId, repositoryIds } = which;
  if (repositoryIds === null) return sql`p.job_id = ${jobId}`;
  return sql`p.job_id = ${jobId} and p.repository_id = any(${[...repositoryIds]}::bigint[])`;
}
