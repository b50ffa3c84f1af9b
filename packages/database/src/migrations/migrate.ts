import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { requireFence } from '../changes/require-fence.ts';
import { ensurePartitions } from '../partitions/ensure-partitions.ts';
import type { Database } from '../schema.ts';
import { grantReader } from './grant-reader.ts';
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
  await grantReader(database);
  return results.map(({ migrationName }) => migrationName);
}
