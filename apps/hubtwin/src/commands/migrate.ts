import { databaseConfig, loadServiceConfig, queueConfig } from '@hubtwin/config';
import { prepareDatabase } from '../prepare-database.ts';

/** `hubtwin migrate` */
export async function migrateCommand(): Promise<void> {
  const { database, queue } = await loadServiceConfig({ database: databaseConfig, queue: queueConfig });
  const ran = await prepareDatabase({ url: database.url, redisUrl: queue.redisUrl });
  console.log(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
}
