import { createSyncJob, findNeverSynced } from '@hubtwin/database';
import { importQueue, type PayloadOf } from '@hubtwin/queue';
import { listInstallation } from '@hubtwin/replication';
import type { ImportWorkerContext } from './context.ts';

type Plan = Extract<PayloadOf<typeof importQueue>, { kind: 'plan' }>;

/** Finds out what there is to import, notes it as a sync job, and has each repository imported. */
export async function planImport(
  { database, github, queues, logger }: ImportWorkerContext,
  { installationId, repositoryIds, type, priority }: Plan,
  signal: AbortSignal,
): Promise<void> {
  const seen =
    installationId !== null && repositoryIds === null
      ? await listInstallation({ database, github }, installationId, { priority, signal })
      : (repositoryIds ?? []);
  const wanted = type === 'auto_import' ? await findNeverSynced(database, seen) : seen;
  const jobId = await createSyncJob(database, { type, priority, installationId, repositoryIds: wanted });
  logger.info(
    { sync_job: jobId, installation_id: installationId, repositories: wanted.length },
    'import planned',
  );
  for (const repositoryId of wanted) {
    await queues.enqueue(
      importQueue,
      { kind: 'repository', jobId, repositoryId },
      { isPatient: priority === 'low' },
    );
  }
}
