import { type Kysely, sql } from 'kysely';
import { deleteInBatches } from '../connection/delete-in-batches.ts';
import type { Database } from '../schema.ts';

/** Deletes answers that were not used for `days`. @returns the number of deleted answers. */
export const pruneHttpCache = (
  database: Kysely<Database>,
  { days, signal }: { days: number; signal?: AbortSignal },
): Promise<number> =>
  deleteInBatches(
    async (limit) => {
      const { numAffectedRows = 0n } = await sql`
        delete from http_cache
         where key in (select key from http_cache where used_at < now() - make_interval(days => ${days})
                        order by used_at limit ${limit})
      `.execute(database);
      return Number(numAffectedRows);
    },
    { batch: 1_000, signal },
  );
