import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { ensurePartitions } from '../partitions/ensure-partitions.ts';
import type { Database } from '../schema.ts';
import { migrations } from './index.ts';

/**
 * Migrates the database to the newest schema; processes that start at the same time wait for each other.
 *
 * @returns the names of the applied migrations.
 * @throws the error of the migration that failed, after which none ran; or an error where the change log could have
 * gaps.
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
 * Writers fence the change log by the last number drawn from its sequence. A session that caches numbers would write
 * below what readers have read.
 */
async function requireFence(database: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ cache: number }>`
    select seqcache as cache from pg_sequence where seqrelid = 'changes_seq_seq'::regclass
  `.execute(database);
  if (rows[0]?.cache === 1) return;
  throw new Error(
    `the sequence changes_seq_seq caches ${rows[0]?.cache} numbers per session, so readers of the change log would miss entries: run "alter sequence changes_seq_seq cache 1"`,
  );
}
