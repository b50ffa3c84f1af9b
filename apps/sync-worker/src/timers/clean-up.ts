import { findNameConflicts, holdLock, markInaccessible, purgeInaccessible } from '@hubtwin/database';
import { movedQueue } from '@hubtwin/queue';
import { hasCredential } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';

const maxNameConflicts = 100;

/**
 * Marks repositories that no credential can access any more, purges those that were inaccessible for long, and enqueues requests
 * for those whose name another repository has.
 */
export async function cleanUp(
  { database, queues, github, config, logger }: SyncWorkerContext,
  signal: AbortSignal,
): Promise<void> {
  const { lost, found } = await markInaccessible(database, { byTokens: github.canRequest(null) });
  if (lost + found > 0) logger.info({ lost, found }, 'access to repositories changed');
  if (await hasCredential({ database, github })) {
    const conflicts = await findNameConflicts(database, maxNameConflicts);
    await Promise.all(conflicts.map((repositoryId) => queues.enqueue(movedQueue, { repositoryId })));
  }
  await holdLock(database, 'purge', async () => {
    const { installationDays: retentionDays } = config.retention;
    const purged = await purgeInaccessible(database, resources, { retentionDays, signal });
    if (purged.repositories + purged.accounts > 0) logger.info(purged, 'purged inaccessible repositories');
  });
}
