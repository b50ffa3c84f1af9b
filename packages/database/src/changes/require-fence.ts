import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { FenceError } from './fence-error.ts';

/**
 * Writers fence the change log by the last number drawn from its sequence. A session that caches numbers would write
 * below what readers have read.
 *
 * @throws FenceError if sessions cache numbers.
 */
export async function requireFence(database: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ cache: number }>`
    select seqcache as cache from pg_sequence where seqrelid = 'changes_seq_seq'::regclass
  `.execute(database);
  const cache = rows[0]?.cache;
  if (cache !== 1) throw new FenceError(cache);
}
