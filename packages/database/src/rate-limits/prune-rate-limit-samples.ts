import { type Kysely, sql } from 'kysely';
import { deleteInBatches } from '../connection/delete-in-batches.ts';
import type { Database } from '../schema.ts';

/** Deletes samples that are older than `days`. @returns the number of deleted samples. */
export const pruneRateLimitSamples = (
  database: Kysely<Database>,
  { days, batch = 5_000, signal }: { days: number; batch?: number; signal?: AbortSignal },
): Promise<number> =>
  deleteInBatches(
    async (limit) => {
      const { numAffectedRows = 0n } = await sql`
        delete from rate_limit_samples
         where (credential, resource, sampled_at) in (
               select credential, resource, sampled_at from rate_limit_samples
                where sampled_at < now() - make_interval(days => ${days})
                order by sampled_at limit ${limit})
      `.execute(database);
      return Number(numAffectedRows);
    },
    { batch, signal },
  );
