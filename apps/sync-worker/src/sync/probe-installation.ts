import type { NewSyncPart } from '@hubtwin/database';
import { probeDrift, startSyncJob } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { lookAround } from './look-around.ts';

/**
 * Compares the repositories of an installation (null: of the configured tokens) with GitHub, and has synced what
 * moved, and what can only be known by asking.
 *
 * @param options `force`: also those that are not due.
 */
export async function probeInstallation(
  context: SyncWorkerContext,
  { installationId, force }: { installationId: number | null; force: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { database, github, logger, syncMetrics, config } = context;
  const call = { priority: 'normal', signal } as const;
  const view = github.forRepository({ installationId });
  const which = { among: { installationId }, ...(!force && { due: config.sync }) };
  const probe = await probeDrift({ database, view }, which, call);
  const { probed, drifts, unseen, polled } = probe;
  if (probed > 0) {
    syncMetrics.drifted.record(drifts.length, { installation: `${installationId}` });
    logger.info(
      { installation_id: installationId, probed, drifted: drifts.length, unseen: unseen.length },
      'probed',
    );
  }
  if (installationId !== null) await lookAround(context, installationId, { probe, signal });
  const resources = new Map(drifts.map(({ repositoryId, resources }) => [repositoryId, resources]));
  for (const id of polled) resources.set(id, [...(resources.get(id) ?? []), 'runners']);
  const parts = [...resources].map(
    ([repositoryId, resources]): NewSyncPart => ({ repositoryId, work: 'sync', resources }),
  );
  if (parts.length === 0) return;
  await startSyncJob(context, { type: 'periodic_sync', priority: 'normal', installationId, parts });
}
