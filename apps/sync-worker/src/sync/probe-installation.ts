import { type NewSyncTask, recordLeftOut } from '@hubtwin/database';
import type { PayloadOf, probeQueue } from '@hubtwin/queue';
import { listInstallation, probeDrift, settleCompared, startSyncJob } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { checkInstallation } from './check-installation.ts';

type Probe = Extract<PayloadOf<typeof probeQueue>, { kind: 'probe' }>;

/** Its repositories, and the runners of its organisation. */
const listsOfInstallation = 2;
/** How many of the repositories that GitHub could not return are named in the sync job; each of them has the reason. */
const maxNamed = 20;

/**
 * Compares the repositories of an installation (null: of the configured tokens) with GitHub, and enqueues syncs of those that
 * changed, and of those that a probe cannot compare.
 *
 * @param options `force`: also those that are not due; `isListedFirst`: the installation and its repositories are read
 *   first.
 */
export async function probeInstallation(
  context: SyncWorkerContext,
  { installationId, force, isListedFirst = false }: Omit<Probe, 'kind'>,
  signal: AbortSignal,
): Promise<void> {
  const { database, github, logger, syncMetrics, config } = context;
  const call = { priority: 'normal', signal } as const;
  if (isListedFirst && installationId !== null)
    await listInstallation({ database, github }, installationId, call);
  const view = github.forRepository({ installationId });
  const which = { among: { installationId }, ...(!force && { due: config.sync }) };
  const listsBeside = installationId === null ? 0 : listsOfInstallation;
  const probe = await probeDrift({ database, view }, which, {
    ...call,
    listsBeside,
    comparesOrganizations: true,
  });
  const { probed, drifts, inaccessible, unanswered, polled, requests } = probe;
  if (probed > 0) {
    syncMetrics.drifted.record(drifts.length, { installation: `${installationId}` });
    logger.info(
      { installation_id: installationId, probed, drifted: drifts.length, inaccessible: inaccessible.length },
      'probed',
    );
  }
  const resources = new Map(drifts.map(({ repositoryId, resources }) => [repositoryId, resources]));
  for (const { repositoryId, resource } of polled)
    resources.set(repositoryId, [...(resources.get(repositoryId) ?? []), resource]);
  const tasks = [...resources].map(
    ([repositoryId, resources]): NewSyncTask => ({ repositoryId, work: 'sync', resources }),
  );
  // One job per pass, even if nothing changed.
  const details = { probed, changed: drifts.length, inaccessible: inaccessible.length };
  const job = { type: 'periodic_sync', priority: 'normal', installationId } as const;
  const jobId =
    probed === 0 ? null : await startSyncJob(context, { ...job, tasks, details, requestsUsed: requests });
  const leftOut = unanswered.slice(0, maxNamed).map(({ fullName, reason }) => `${fullName}: ${reason}`);
  // Last, so that a list that cannot be read does not delay the syncs.
  const others =
    installationId === null
      ? await settleCompared({ database, github }, probe.organizations, call)
      : await checkInstallation(context, installationId, { probe, signal });
  leftOut.push(...others);
  if (jobId !== null) await recordLeftOut(database, jobId, leftOut);
}
