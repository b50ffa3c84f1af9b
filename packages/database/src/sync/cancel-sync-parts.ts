import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Which parts: those of a job, and of it those of some repositories (null: all); or all of one repository. */
type Which = { jobId: number; repositoryIds: readonly number[] | null } | { repositoryId: number };

/**
 * Cancels what is not done yet of sync jobs: what waits is not begun, and whoever is at one stops soon
 * (`isSyncPartRunning`). A job ends with its last part.
 *
 * @returns how many repositories were left.
 */
export async function cancelSyncParts(database: Kysely<Database>, which: Which): Promise<number> {
  const chosen = conditionOf(which);
  return await database.transaction().execute(async (transaction) => {
    // The rows of the jobs order those that end at once, so that one of them is the last.
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
      ), left_over as (
        select j.id, exists (select from sync_job_repositories as p
                              where p.job_id = j.id and ${isOpen} and not (${chosen})) as is_open
          from sync_jobs as j where j.id in (select job_id from ended)
      ), closed as (
        update sync_jobs as j
           set status = case when ${'jobId' in which} or j.repositories_processed = 0 then 'cancelled'
                             when j.errors_count = 0 then 'completed' else 'completed_with_errors' end,
               completed_at = now()
          from left_over where j.id = left_over.id and not left_over.is_open
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
