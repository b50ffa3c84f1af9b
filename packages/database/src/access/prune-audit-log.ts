import { type Kysely, sql } from 'kysely';
import { deleteInBatches } from '../connection/delete-in-batches.ts';
import type { Database } from '../schema.ts';

/** Deletes entries of the audit log that are older than `days`. @returns the number of deleted entries. */
export const pruneAuditLog = (
  database: Kysely<Database>,
  { days, batch = 5_000, signal }: { days: number; batch?: number; signal?: AbortSignal },
): Promise<number> =>
  deleteInBatches(
    async (limit) => {
      const { numAffectedRows = 0n } = await sql`
        delete from audit_log
         where id in (select id from audit_log where recorded_at < now() - make_interval(days => ${days})
                       order by recorded_at limit ${limit})
      `.execute(database);
      return Number(numAffectedRows);
    },
    { batch, signal },
  );
