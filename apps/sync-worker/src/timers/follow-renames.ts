import { holdLock, readdressMoved } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';

/** Updates the URLs of objects in renamed repositories; one worker at a time. */
export async function followRenames(
  { database, logger }: Pick<SyncWorkerContext, 'database' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  await holdLock(database, 'addresses', async () => {
    const rows = await readdressMoved(database, resources, { signal });
    if (rows > 0) logger.info({ rows }, 'updated the URLs of objects in renamed repositories');
  });
}
