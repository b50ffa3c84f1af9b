import { finishSyncPart, type StartedSyncPart, type SyncPart, startSyncPart } from '@hubtwin/database';
import {
  NoAccessError,
  openRepositoryViews,
  probeDrift,
  syncRepository,
  watchSyncPart,
} from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDueProjects } from '../enqueue-projects.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Syncs one repository of a sync job, and notes how that ended; cancelled, it stops. */
export async function syncOne(
  context: SyncWorkerContext,
  part: SyncPart,
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  const { database, syncMetrics, logger } = context;
  const begun = await startSyncPart(database, part);
  if (begun === null) return;
  const started = performance.now();
  let error: string | null = null;
  let requests = 0;
  await using watched = watchSyncPart(database, part, { signal });
  const count = (status: 'completed' | 'failed' | 'cancelled') => {
    syncMetrics.repositories.add(1, { type: begun.type, status });
    syncMetrics.duration.record((performance.now() - started) / 1_000);
  };
  try {
    requests = await bringUpToDate(context, part.repositoryId, begun, watched.signal);
  } catch (thrown) {
    if (watched.isCancelled) return count('cancelled');
    const { jobId: sync_job, repositoryId: repository_id } = part;
    logger.warn({ err: thrown, sync_job, repository_id }, 'sync of a repository failed');
    if (!isLastAttempt && !(thrown instanceof NoAccessError)) throw thrown;
    error = String(thrown);
  }
  await finishSyncPart(database, part, { error, requests });
  await enqueueDueProjects(context, part.repositoryId);
  count(error === null ? 'completed' : 'failed');
}

/** @returns how many requests it took. */
async function bringUpToDate(
  { database, github }: SyncWorkerContext,
  repositoryId: number,
  { work, resources, priority }: StartedSyncPart,
  signal: AbortSignal,
): Promise<number> {
  const call = { priority, signal };
  const sync = (names: readonly string[] | null) =>
    syncRepository(repositoryId, names, { database, github, ...call });
  if (work !== 'probe') return await sync(resources);
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  if (view === undefined) throw new NoAccessError(`nobody sees the repository ${repositoryId}`);
  const among = { repositoryIds: [repositoryId] };
  const { probed, drifts, unseen } = await probeDrift({ database, view: view.github }, { among }, call);
  if (unseen.length > 0) throw new NoAccessError(`GitHub does not show the repository ${repositoryId}`);
  // Of what was never known as a whole, a look tells nothing.
  if (probed === 0) return await sync(null);
  const [drift] = drifts;
  return drift === undefined ? 1 : 1 + (await sync(drift.resources));
}
