import {
  attemptEach,
  changes,
  ensurePartitions,
  expirePartitions,
  holdLock,
  webhookBodies,
} from '@hubtwin/database';
import type { SyncWorkerContext } from '../context.ts';

/**
 * Creates the partitions of the next days, and removes those past their retention.
 *
 * @throws AggregateError of all failures, after everything else was done.
 */
export async function maintainPartitions(
  { database, config, logger }: Pick<SyncWorkerContext, 'database' | 'config' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  const { deliveryDays, changeDays, archive } = config.retention;
  const tables = [
    [webhookBodies, deliveryDays],
    [changes, changeDays],
  ] as const;
  const expire = () =>
    attemptEach(tables, 'retention failed', async ([table, retentionDays]) => {
      const taken = await expirePartitions(database, table, { retentionDays, archive, signal });
      if (taken.length > 0) logger.info({ partitions: taken, archive }, 'retention removed partitions');
    });
  const steps = [() => ensurePartitions(database), () => holdLock(database, 'expire partitions', expire)];
  await attemptEach(steps, 'maintenance of partitions failed', (step) => step());
}
