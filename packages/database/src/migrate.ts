import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import { ensurePartitions } from './partitions/ensure-partitions.ts';
import type { Database } from './schema.ts';

/**
 * Brings the database to the newest schema; processes that start together wait for one another.
 *
 * @returns the names of the migrations that ran.
 * @throws the error of the migration that failed; none after it ran.
 */
export async function migrate(database: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await ensurePartitions(database);
  return results.map(({ migrationName }) => migrationName);
}
