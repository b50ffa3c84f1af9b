import { sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { type ObjectReference, referenceText } from './rows.ts';

/** The class of the advisory locks on objects: "HS". */
const subjectLocks = 18515;

/**
 * Locks the objects in one order for everybody, whether their rows exist or not, and fences the change
 * log (see migration 0002) before a sequence number is drawn.
 */
export async function lockSubjects(
  transaction: Transaction<Database>,
  subjects: readonly ObjectReference[],
): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${sql.lit(subjectLocks)}, hash)
      from (select distinct hashtext(subject) as hash
              from unnest(${subjects.map(referenceText)}::text[]) as subject
             order by hash) as ordered
    union all select changes_fence()
  `.execute(transaction);
}
