import { finishSyncPart, startSyncPart } from '@hubtwin/database';
import { importRepository, NoAccessError, watchSyncPart } from '@hubtwin/replication';
import type { ImportWorkerContext } from './context.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Imports one repository of a sync job, and notes how that ended; cancelled, it stops. */
export async function importOne(
  { database, github, metrics, logger }: ImportWorkerContext,
  part: { jobId: number; repositoryId: number },
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  const { jobId, repositoryId } = part;
  const begun = await startSyncPart(database, part);
  if (begun === null) return;
  const { priority, type } = begun;
  const started = performance.now();
  await using watched = watchSyncPart(database, part, { signal });
  const count = (status: 'completed' | 'failed' | 'cancelled') => {
    metrics.repositories.add(1, { type, status });
    metrics.duration.record((performance.now() - started) / 1_000);
  };
  const finish = async (error: string | null) => {
    await finishSyncPart(database, part, { error });
    count(error === null ? 'completed' : 'failed');
  };
  try {
    const work = { database, github, ...part, priority, signal: watched.signal };
    const { failures } = await importRepository(work);
    const [failure] = failures;
    // The lists that went well have their cursors: trying again costs only the others.
    if (failure !== undefined && !isLastAttempt) throw failure.error;
    await finish(
      failure === undefined
        ? null
        : failures.map(({ resource, error }) => `${resource}: ${error}`).join('\n'),
    );
  } catch (error) {
    if (watched.isCancelled) return count('cancelled');
    logger.warn(
      { err: error, sync_job: jobId, repository_id: repositoryId },
      'import of a repository failed',
    );
    if (!isLastAttempt && !(error instanceof NoAccessError)) throw error;
    await finish(String(error));
  }
}
