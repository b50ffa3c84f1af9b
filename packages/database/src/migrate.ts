import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import { ensurePartitions } from './partitions/ensure-partitions.ts';
import type { Database } from './schema.ts';

/**
 * Brings the database to the newest schema; processes that start together wait for one another.
 *
 * @returns the names of the migrations that ran.
 * @throws the error of the migration that failed, none after it ran; where the change log could show gaps.
 */
export async function migrate(database: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await ensurePartitions(database);
  await requireFence(database);
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Writers fence themselves off by the last number that the sequence of the change log drew. A session that draws numbers
 * ahead, for itself, would write below what readers have read.
 */
async function requireFence(database: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ cache: number }>`
    select seqcache as cache from pg_sequence where seqrelid = 'changes_seq_seq'::regclass
  `.execute(database);
  if (rows[0]?.cache === 1) return;
  throw new Error(
    `the sequence changes_seq_seq draws ${rows[0]?.cache} numbers at once, so readers of the change log would miss entries: run "alter sequence changes_seq_seq cache 1"`,
  );
}
