import { findNeverSynced, isFirstImport } from '@hubtwin/database';
import type { importQueue, PayloadOf } from '@hubtwin/queue';
import {
  discoverRepository,
  listInstallation,
  startImport,
  syncInstallationOrganization,
} from '@hubtwin/replication';
import type { ImportWorkerContext } from './context.ts';

type Plan = Extract<PayloadOf<typeof importQueue>, { kind: 'plan' }>;

/** Determines the repositories to import, creates a sync job, and enqueues the import of each. */
export async function planImport(
  context: ImportWorkerContext,
  { installationId, repositoryIds, discoveredBy, type, priority: planned }: Plan,
  signal: AbortSignal,
): Promise<void> {
  const { database, github, logger } = context;
  const isAwaited =
    type === 'auto_import' && installationId !== null && (await isFirstImport(database, installationId));
  const priority = isAwaited ? 'high' : planned;
  const call = { priority, signal };
  const listed =
    installationId !== null && repositoryIds === null
      ? await listInstallation({ database, github }, installationId, call)
      : (repositoryIds ?? []);
  if (installationId !== null && repositoryIds === null) {
    // The import of an installation has what belongs to its organisation, too; each interval reads it again.
    const leftOut = await syncInstallationOrganization({ database, github }, installationId, call);
    if (leftOut.length > 0)
      logger.warn({ installation_id: installationId, left_out: leftOut }, 'lists left out');
  }
  const seen =
    discoveredBy === undefined
      ? listed
      : await filterAsync(listed, (id) => discoverRepository({ database, github }, id, discoveredBy, call));
  const wanted = type === 'auto_import' ? await findNeverSynced(database, { repositoryIds: seen }) : seen;
  if (wanted.length === 0) return;
  const job = { type, priority, installationId, repositoryIds: wanted };
  const jobId = await startImport(context, job, call);
  logger.info(
    { sync_job: jobId, installation_id: installationId, repositories: wanted.length },
    'import planned',
  );
}

/** At most a few: each is requested. */
async function filterAsync(ids: readonly number[], isWanted: (id: number) => Promise<boolean>) {
  const wanted = await Promise.all(ids.map(isWanted));
  return ids.filter((_, at) => wanted[at]);
}
