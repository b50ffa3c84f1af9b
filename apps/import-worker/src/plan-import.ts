import { findNeverSynced } from '@hubtwin/database';
import type { importQueue, PayloadOf } from '@hubtwin/queue';
import { listInstallation, startImport } from '@hubtwin/replication';
import type { ImportWorkerContext } from './context.ts';

type Plan = Extract<PayloadOf<typeof importQueue>, { kind: 'plan' }>;

/** Finds out what there is to import, notes it as a sync job, and has each repository imported. */
export async function planImport(
  context: ImportWorkerContext,
  { installationId, repositoryIds, type, priority }: Plan,
  signal: AbortSignal,
): Promise<void> {
  const { database, github, logger } = context;
  const call = { priority, signal };
  const seen =
    installationId !== null && repositoryIds === null
      ? await listInstallation({ database, github }, installationId, call)
      : (repositoryIds ?? []);
  const wanted = type === 'auto_import' ? await findNeverSynced(database, { repositoryIds: seen }) : seen;
  if (wanted.length === 0) return;
  const job = { type, priority, installationId, repositoryIds: wanted };
  const jobId = await startImport(context, job, call);
  logger.info(
    { sync_job: jobId, installation_id: installationId, repositories: wanted.length },
    'import planned',
  );
}
