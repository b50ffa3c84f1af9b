import { finishSyncTask, type SyncEnd, startSyncTask } from '@hubtwin/database';
import {
  endOfLists,
  importRepository,
  logSyncEnd,
  NoAccessError,
  postponedUntil,
  RepositoryWithheldError,
  recordRepositoryWithheld,
  watchSyncTask,
} from '@hubtwin/replication';
import type { ImportWorkerContext } from './context.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Imports one repository of a sync job, and records the result; stops when it is cancelled. */
export async function importOne(
  { database, github, metrics, logger }: ImportWorkerContext,
  task: { jobId: number; repositoryId: number },
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  const { jobId, repositoryId } = task;
  const begun = await startSyncTask(database, task);
  if (begun === null) return;
  const { priority, type, work: kind } = begun;
  const started = performance.now();
  // Aborted with the attempt: other lists stop when one has failed.
  const over = new AbortController();
  await using watched = watchSyncTask(database, task, { signal });
  const count = (status: 'completed' | 'failed' | 'cancelled') => {
    metrics.repositories.add(1, { type, status });
    metrics.duration.record((performance.now() - started) / 1_000);
  };
  const finish = async (end: SyncEnd) => {
    const job = await finishSyncTask(database, { ...task, start: begun.start }, end);
    const seconds = (performance.now() - started) / 1_000;
    logSyncEnd(logger, { ...task, type, work: kind, end, seconds, job });
    count(end.error === null ? 'completed' : 'failed');
  };
  try {
    const work = {
      database,
      github,
      ...task,
      priority,
      signal: AbortSignal.any([watched.signal, over.signal]),
    };
    const { lists } = await importRepository(work);
    const { failure, error, leftOut } = endOfLists(lists);
    // Completed lists have their cursors: a retry reads only the others.
    if (failure !== null && !isLastAttempt) throw failure;
    await finish({ error, leftOut });
  } catch (error) {
    over.abort();
    if (watched.isCancelled) return count('cancelled');
    if (postponedUntil(error) !== null) throw error;
    logger.warn(
      { err: error, sync_job: jobId, repository_id: repositoryId },
      'import of a repository failed',
    );
    const isWithheld = error instanceof RepositoryWithheldError;
    if (isWithheld) await recordRepositoryWithheld(database, repositoryId, error);
    if (!isLastAttempt && !isWithheld && !(error instanceof NoAccessError)) throw error;
    await finish({ error: String(error) });
  }
}
