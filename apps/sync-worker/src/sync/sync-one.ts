import { findSyncJob, finishSyncRepository, startSyncRepository } from '@hubtwin/database';
import { NoAccessError, syncRepository } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDueProjects } from '../enqueue-projects.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Syncs one repository of a sync job, and notes how that ended. */
export async function syncOne(
  context: SyncWorkerContext,
  { resources, ...part }: { jobId: number; repositoryId: number; resources: string[] | null },
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  const { database, github, syncMetrics, logger } = context;
  const syncJob = await findSyncJob(database, part.jobId);
  if (syncJob === null || !(await startSyncRepository(database, part))) return;
  const { priority, type } = syncJob;
  const started = performance.now();
  let error: unknown = null;
  try {
    await syncRepository(part.repositoryId, resources, { database, github, priority, signal });
  } catch (thrown) {
    const { jobId: sync_job, repositoryId: repository_id } = part;
    logger.warn({ err: thrown, sync_job, repository_id }, 'sync of a repository failed');
    if (!isLastAttempt && !(thrown instanceof NoAccessError)) throw thrown;
    error = thrown;
  }
  await finishSyncRepository(database, part, error === null ? null : String(error));
  await enqueueDueProjects(context, part.repositoryId);
  syncMetrics.repositories.add(1, { type, status: error === null ? 'completed' : 'failed' });
  syncMetrics.duration.record((performance.now() - started) / 1_000);
}
