import { type Kysely, sql } from 'kysely';
import { deleteInBatches } from '../connection/delete-in-batches.ts';
import type { Database } from '../schema.ts';

/** Deletes idempotency keys that are older than a day. @returns the number of deleted keys. */
export const pruneIdempotencyKeys = (
  database: Kysely<Database>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> =>
  deleteInBatches(
    async (limit) => {
      const { numAffectedRows = 0n } = await sql`
        delete from idempotency_keys
         where (api_key_id, key) in (
               select api_key_id, key from idempotency_keys where created_at < now() - interval '24 hours'
                order by created_at limit ${limit})
      `.execute(database);
      return Number(numAffectedRows);
    },
    { batch: 5_000, signal },
  );
