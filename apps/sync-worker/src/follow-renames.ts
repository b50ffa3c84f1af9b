import { holdLock, readdressMoved } from '@hubtwin/database';
import { resources } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';

/** Gives what is in renamed repositories its new addresses; one worker at a time. */
export async function followRenames(
  { database, logger }: Pick<SyncWorkerContext, 'database' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  await holdLock(database, 'addresses', async () => {
    const rows = await readdressMoved(database, resources, { signal });
    if (rows > 0) logger.info({ rows }, 'gave what is in renamed repositories its new addresses');
  });
}
