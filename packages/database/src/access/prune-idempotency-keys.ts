import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const rowsInBatch = 5_000;

/** Deletes idempotency keys that are older than a day, a batch at a time. @returns how many. */
export async function pruneIdempotencyKeys(
  database: Kysely<Database>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  let pruned = 0;
  while (signal?.aborted !== true) {
    const { numAffectedRows = 0n } = await sql`
      delete from idempotency_keys
       where (api_key_id, key) in (
             select api_key_id, key from idempotency_keys where created_at < now() - interval '24 hours'
              order by created_at limit ${rowsInBatch})
    `.execute(database);
    pruned += Number(numAffectedRows);
    if (numAffectedRows < rowsInBatch) break;
  }
  return pruned;
}
