import { type RawBuilder, sql, type Transaction } from 'kysely';
import { prepared } from '../connection/prepare-statements.ts';
import type { Database } from '../schema.ts';
import { type ObjectReference, referenceText } from './rows.ts';

/** The classes of the advisory locks on objects, and of the slots for large transactions: "HS" and "HU". */
const subjectLocks = 18515;
const slotLocks = 18517;

/** Maximum of objects that one transaction may lock. */
export const maxSubjects = 500;
/** Maximum of objects that a transaction may lock without a slot. */
const maxSubjectsWithoutSlot = 24;
/** One slot for this many entries of the server's lock table. */
const locksPerSlot = 800;

/**
 * Locks the objects in a global order, whether their rows exist or not, and fences the change log (see migration
 * 0002) before a sequence number is drawn.
 *
 * Locks of all sessions share a table of `max_locks_per_transaction` × `max_connections` entries, 6,400 by default. A
 * transaction with many objects therefore first acquires one of few slots, so that the locks of all sessions fit
 * (`docs/decisions/0010-bounded-locks.md`).
 *
 * @throws RangeError for more than `maxSubjects`: `storeObservations` splits them.
 */
export async function lockSubjects(
  transaction: Transaction<Database>,
  subjects: readonly ObjectReference[],
): Promise<void> {
  if (subjects.length > maxSubjects)
    throw new RangeError(`${subjects.length} objects in one transaction; at most ${maxSubjects} are locked`);
  const first = subjects.length > maxSubjectsWithoutSlot ? sql`where ${slotTaken}` : sql``;
  await sql`${prepared}
    select pg_advisory_xact_lock(${sql.lit(subjectLocks)}, hash)
      from (select distinct hashtext(subject) as hash
              from unnest(${subjects.map(referenceText)}::text[]) as subject
             order by hash) as ordered
     ${first}
    union all select changes_fence()
  `.execute(transaction);
}

const slots = sql`greatest(1, current_setting('max_connections')::int
  * current_setting('max_locks_per_transaction')::int / ${sql.lit(locksPerSlot)})`;

/** Acquires a free slot, or waits for one. As a condition it is evaluated before the first object is locked. */
const slotTaken: RawBuilder<boolean> = sql`(
  select case when exists (select from generate_series(1, ${slots}) as slot
                            where pg_try_advisory_xact_lock(${sql.lit(slotLocks)}, slot))
              then true
              else pg_advisory_xact_lock(${sql.lit(slotLocks)}, 1 + floor(random() * ${slots})::int) is not null
          end)`;
