import { changes, ensurePartitions, expirePartitions, holdLock, webhookBodies } from '@hubtwin/database';
import type { SyncWorkerContext } from '../context.ts';

/** Creates the partitions of the next days, and removes those past their retention. */
export async function maintainPartitions(
  { database, config, logger }: Pick<SyncWorkerContext, 'database' | 'config' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  const { deliveryDays, changeDays, archive } = config.retention;
  await ensurePartitions(database);
  await holdLock(database, 'expire partitions', async () => {
    for (const [table, retentionDays] of [
      [webhookBodies, deliveryDays],
      [changes, changeDays],
    ] as const) {
      const taken = await expirePartitions(database, table, { retentionDays, archive, signal });
      if (taken.length > 0) logger.info({ partitions: taken, archive }, 'retention removed partitions');
    }
  });
}
