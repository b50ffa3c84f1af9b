import { createDatabase, migrate, noticeRestore } from '@hubtwin/database';
import { migrateQueues } from '@hubtwin/queue';
import { requireDatabase } from './require-database.ts';

/** Migrates the schema, and the queues' schema if they are in Postgres. @returns the names of the migrations that ran. */
export async function prepareDatabase(options: {
  url: string;
  redisUrl: string | undefined;
}): Promise<string[]> {
  await using connection = createDatabase({ url: options.url, poolMax: 2, statementTimeoutMs: 600_000 });
  await requireDatabase(connection.database);
  const ran = await migrate(connection.database);
  await noticeRestore(connection.database);
  if (options.redisUrl === undefined) await migrateQueues(options.url);
  return ran;
}
