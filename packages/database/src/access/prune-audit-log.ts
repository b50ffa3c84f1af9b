import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const rowsInBatch = 5_000;

/**
 * Deletes what the audit log has from before `days`, a batch at a time, each in a transaction of its own.
 *
 * @returns how many entries were deleted.
 */
export async function pruneAuditLog(
  database: Kysely<Database>,
  { days, batch = rowsInBatch, signal }: { days: number; batch?: number; signal?: AbortSignal },
): Promise<number> {
  let pruned = 0;
  while (signal?.aborted !== true) {
    const { numAffectedRows = 0n } = await sql`
      delete from audit_log
       where id in (select id from audit_log where recorded_at < now() - make_interval(days => ${days})
                     order by recorded_at limit ${batch})
    `.execute(database);
    pruned += Number(numAffectedRows);
    if (numAffectedRows < batch) break;
  }
  return pruned;
}
