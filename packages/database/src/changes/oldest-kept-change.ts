import type { Kysely } from 'kysely';
import { readCursor } from '../cursors/read-cursor.ts';
import { changes, prunedScope } from '../partitions/daily-table.ts';
import type { Database } from '../schema.ts';

/**
 * The first number from which the change log is complete; retention dropped some entries below it. A follower whose
 * cursor is `seq` missed entries if `seq + 1` is less than this. Call it after reading, so that it includes what was
 * dropped during the read.
 */
export async function oldestKeptChange(database: Kysely<Database>): Promise<number> {
  const pruned = await readCursor(database, prunedScope(changes));
  return pruned === null ? 1 : Number(pruned.value) + 1;
}
