import { holdLock, noteUnseen, purgeUnseen } from '@hubtwin/database';
import { resources } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';

/** Notes which repositories nobody sees any more, and purges those of which that is true for long. */
export async function cleanUp(
  { database, github, config, logger }: SyncWorkerContext,
  signal: AbortSignal,
): Promise<void> {
  const { lost, found } = await noteUnseen(database, { byTokens: github.canAsk(null) });
  if (lost + found > 0) logger.info({ lost, found }, 'access to repositories changed');
  await holdLock(database, 'purge', async () => {
    const { installationDays: retentionDays } = config.retention;
    const purged = await purgeUnseen(database, resources, { retentionDays, signal });
    if (purged.repositories + purged.accounts > 0) logger.info(purged, 'purged what nobody sees');
  });
}
