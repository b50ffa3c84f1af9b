import { createSyncJob, findNeverSynced, noteProbe, noteProbed } from '@hubtwin/database';
import { importQueue, syncQueue } from '@hubtwin/queue';
import { listInstallation, probeDrift } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/**
 * Compares the repositories of an installation with GitHub, and has synced what moved and imported what never
 * was. Where some are not seen any more, what the installation sees is read anew: lost access is not deletion.
 */
export async function probeInstallation(
  context: SyncWorkerContext,
  installationId: number | null,
  signal: AbortSignal,
): Promise<void> {
  const { database, queues, github, logger, syncMetrics } = context;
  const call = { priority: 'normal', signal } as const;
  const { probed, drifts, unseen } = await probeDrift({ database, github }, installationId, call);
  await noteProbe(database, installationId);
  syncMetrics.drifted.record(drifts.length, { installation: `${installationId}` });
  logger.info(
    { installation_id: installationId, probed, drifted: drifts.length, unseen: unseen.length },
    'probed',
  );
  if (installationId === null) await noteProbed(database, unseen);
  if (installationId !== null && (unseen.length > 0 || probed === 0)) {
    const seen = await listInstallation({ database, github }, installationId, call);
    const repositoryIds = await findNeverSynced(database, seen);
    if (repositoryIds.length > 0) {
      const plan = {
        kind: 'plan',
        installationId,
        repositoryIds,
        type: 'auto_import',
        priority: 'low',
      } as const;
      await queues.enqueue(importQueue, plan);
    }
  }
  if (drifts.length === 0) return;
  const jobId = await createSyncJob(database, {
    type: 'periodic_sync',
    priority: 'normal',
    installationId,
    repositoryIds: drifts.map(({ repositoryId }) => repositoryId),
  });
  await Promise.all(
    drifts.map(({ repositoryId, resources }) =>
      queues.enqueue(syncQueue, { kind: 'repository', jobId, repositoryId, resources }),
    ),
  );
}
