import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const rowsInBatch = 5_000;

/**
 * Deletes samples that are older than `days`, a batch at a time, each in a transaction of its own.
 *
 * @returns how many were deleted.
 */
export async function pruneRateLimitSamples(
  database: Kysely<Database>,
  { days, batch = rowsInBatch, signal }: { days: number; batch?: number; signal?: AbortSignal },
): Promise<number> {
  let pruned = 0;
  while (signal?.aborted !== true) {
    const { numAffectedRows = 0n } = await sql`
      delete from rate_limit_samples
       where (credential, resource, sampled_at) in (
             select credential, resource, sampled_at from rate_limit_samples
              where sampled_at < now() - make_interval(days => ${days})
              order by sampled_at limit ${batch})
    `.execute(database);
    pruned += Number(numAffectedRows);
    if (numAffectedRows < batch) break;
  }
  return pruned;
}
