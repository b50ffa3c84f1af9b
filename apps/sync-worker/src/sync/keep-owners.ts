import { findNeverSynced, holdLock } from '@hubtwin/database';
import { keepOwner, startImport } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Lists the repositories of the configured owners, and enqueues imports of new ones. A failing owner does not affect others. */
export async function keepOwners(context: SyncWorkerContext, signal: AbortSignal): Promise<void> {
  const { database, config, logger } = context;
  await holdLock(database, 'owners', async () => {
    for (const owner of config.sync.owners) {
      try {
        await keep(context, owner, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        logger.warn({ err: error, owner }, 'repositories of an owner not listed');
      }
    }
  });
}

async function keep(
  { database, github, queues, config, logger }: SyncWorkerContext,
  login: string,
  signal: AbortSignal,
): Promise<void> {
  const { intervalMinutes } = config.sync;
  const call = { priority: 'normal', signal } as const;
  const kept = await keepOwner({ database, github }, login, { intervalMinutes, ...call });
  if (kept === null) return;
  const repositoryIds = await findNeverSynced(database, { ownerId: kept.owner.id });
  if (repositoryIds.length === 0) return;
  // A person waits for the first import; later ones are not urgent.
  const priority = kept.isFirst ? 'high' : 'low';
  const job = { type: 'auto_import', priority, installationId: null, repositoryIds } as const;
  const jobId = await startImport({ database, github, queues }, job, call);
  logger.info({ sync_job: jobId, owner: login, repositories: repositoryIds.length }, 'import planned');
}
