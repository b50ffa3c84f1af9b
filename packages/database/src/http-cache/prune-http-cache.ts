import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const rowsInBatch = 1_000;

/**
 * Deletes answers that nobody wanted for `days`, a batch at a time, each in a transaction of its own.
 *
 * @returns how many were deleted.
 */
export async function pruneHttpCache(
  database: Kysely<Database>,
  { days, signal }: { days: number; signal?: AbortSignal },
): Promise<number> {
  let pruned = 0;
  while (signal?.aborted !== true) {
    const { numAffectedRows = 0n } = await sql`
      delete from http_cache
       where key in (select key from http_cache where used_at < now() - make_interval(days => ${days})
                      order by used_at limit ${rowsInBatch})
    `.execute(database);
    pruned += Number(numAffectedRows);
    if (numAffectedRows < rowsInBatch) break;
  }
  return pruned;
}
