import { findNeverSynced, isFirstImport } from '@hubtwin/database';
import {
  isInstallationChanged,
  isInstallationCheckedWithin,
  isListedWithin,
  listInstallation,
  type Probe,
  startImport,
  syncInstallationOrganization,
} from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const dayMs = 86_400_000;

/**
 * Reads what a probe of an installation's repositories does not show: the list of repositories, if some are not accessible any more, if
 * GitHub's count differs, and once a day (lost access is not deletion); the lists of its organisation; and repositories that were never imported.
 *
 * @returns the lists that GitHub does not show, each with the reason.
 */
export async function checkInstallation(
  { database, github, queues, config }: SyncWorkerContext,
  installationId: number,
  { probe, signal }: { probe: Probe; signal: AbortSignal },
): Promise<string[]> {
  const call = { priority: 'normal', signal } as const;
  const view = github.forInstallation(installationId);
  const isListingDue = async () => {
    if (probe.inaccessible.length > 0 || !(await isListedWithin(database, installationId, dayMs)))
      return true;
    const intervalMs = config.sync.intervalMinutes * 60_000;
    // Also if nothing is compared, as for an installation without repositories.
    const isCheckDue =
      probe.probed > 0 || !(await isInstallationCheckedWithin(database, installationId, intervalMs));
    return isCheckDue && (await isInstallationChanged({ database, view }, installationId, call));
  };
  if (await isListingDue()) await listInstallation({ database, github }, installationId, call);
  const repositoryIds = await findNeverSynced(database, { installationId });
  if (repositoryIds.length > 0) {
    const priority = (await isFirstImport(database, installationId)) ? 'high' : 'low';
    const job = { type: 'auto_import', priority, installationId, repositoryIds } as const;
    await startImport({ database, github, queues }, job, call);
  }
  if (probe.probed === 0) return [];
  return await syncInstallationOrganization({ database, github }, installationId, {
    compared: probe.organizations,
    ...call,
  });
}
