import type { Kysely } from 'kysely';
import { readCursor } from '../cursors/read-cursor.ts';
import { changes, prunedScope } from '../partitions/daily-table.ts';
import type { Database } from '../schema.ts';

/**
 * The number from which on the change log has every entry that was written; retention took some that are
 * lesser. Who follows the log and has read up to `seq` missed some where `seq + 1` is less than this. To be
 * sure, ask after reading: what a page lacks is known by then.
 */
export async function oldestKeptChange(database: Kysely<Database>): Promise<number> {
  const pruned = await readCursor(database, prunedScope(changes));
  return pruned === null ? 1 : Number(pruned.value) + 1;
}
