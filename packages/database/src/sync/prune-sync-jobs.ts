import { type Kysely, sql } from 'kysely';
import { deleteInBatches } from '../connection/delete-in-batches.ts';
import type { Database } from '../schema.ts';

/**
 * Deletes sync jobs that ended more than `days` ago, with the cursors of their imports.
 *
 * @returns the number of deleted jobs.
 */
export const pruneSyncJobs = (
  database: Kysely<Database>,
  { days, signal }: { days: number; signal?: AbortSignal },
): Promise<number> =>
  deleteInBatches(
    async (limit) => {
      const { rows } = await sql<{ count: number }>`
        with old as (
          delete from sync_jobs
           where id in (select id from sync_jobs where completed_at < now() - make_interval(days => ${days})
                         order by completed_at limit ${limit})
          returning id
        ), forgotten as (
          delete from sync_cursors
           where scope like 'import:%' and split_part(scope, ':', 2) in (select id::text from old)
        )
        select count(*) from old
      `.execute(database);
      return rows[0]?.count ?? 0;
    },
    { batch: 1_000, signal },
  );
