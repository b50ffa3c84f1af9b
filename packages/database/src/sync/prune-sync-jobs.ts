import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const jobsInBatch = 1_000;

/**
 * Deletes sync jobs that ended more than `days` ago, with where their imports had come, a batch at a time, each in a
 * transaction of its own.
 *
 * @returns how many were deleted.
 */
export async function pruneSyncJobs(
  database: Kysely<Database>,
  { days, signal }: { days: number; signal?: AbortSignal },
): Promise<number> {
  let pruned = 0;
  while (signal?.aborted !== true) {
    const { rows } = await sql<{ count: number }>`
      with old as (
        delete from sync_jobs
         where id in (select id from sync_jobs where completed_at < now() - make_interval(days => ${days})
                       order by completed_at limit ${jobsInBatch})
        returning id
      ), forgotten as (
        delete from sync_cursors
         where scope like 'import:%' and split_part(scope, ':', 2) in (select id::text from old)
      )
      select count(*) from old
    `.execute(database);
    const count = rows[0]?.count ?? 0;
    pruned += count;
    if (count < jobsInBatch) break;
  }
  return pruned;
}
