import {
  type Database,
  findRestrictions,
  finishSyncTask,
  type StartedSyncTask,
  type SyncEnd,
  type SyncTask,
  saveTaskLists,
  startSyncTask,
} from '@hubtwin/database';
import {
  endOfLists,
  logSyncEnd,
  NoAccessError,
  openRepositoryViews,
  postponedUntil,
  probeDrift,
  RepositoryWithheldError,
  recordRepositoryWithheld,
  resourcesToRetry,
  type Synced,
  syncRepository,
  watchSyncTask,
} from '@hubtwin/replication';
import type { Kysely } from 'kysely';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDueProjects } from '../follow-ups/enqueue-due-projects.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Syncs one repository of a sync job, and records the result; stops when it is cancelled. */
export async function syncOne(
  context: SyncWorkerContext,
  task: SyncTask,
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  const { database, syncMetrics, logger } = context;
  const { jobId: sync_job, repositoryId } = task;
  const begun = await startSyncTask(database, task);
  if (begun === null) return;
  const started = performance.now();
  let end: SyncEnd;
  // Aborted with the attempt: other lists stop when one has failed.
  const over = new AbortController();
  await using watched = watchSyncTask(database, task, { signal });
  const count = (status: 'completed' | 'failed' | 'cancelled') => {
    syncMetrics.repositories.add(1, { type: begun.type, status });
    syncMetrics.duration.record((performance.now() - started) / 1_000);
  };
  try {
    const { requests, lists } = await bringUpToDate(
      context,
      repositoryId,
      begun,
      AbortSignal.any([watched.signal, over.signal]),
    );
    const { failure, error, leftOut, lists: found } = endOfLists(lists, begun.lists ?? []);
    if (failure !== null && !isLastAttempt) {
      // The lists that were read are complete: the next attempt requests only the others.
      await saveTaskLists(database, task, found);
      throw failure;
    }
    end = { error, leftOut, requests };
  } catch (thrown) {
    over.abort();
    if (watched.isCancelled) return count('cancelled');
    if (postponedUntil(thrown) !== null) throw thrown;
    logger.warn({ err: thrown, sync_job, repository_id: repositoryId }, 'sync of a repository failed');
    const isWithheld = thrown instanceof RepositoryWithheldError;
    if (isWithheld) await recordRepositoryWithheld(database, repositoryId, thrown);
    if (!isLastAttempt && !isWithheld && !(thrown instanceof NoAccessError)) throw thrown;
    end = { error: String(thrown) };
  }
  const job = await finishSyncTask(database, { ...task, start: begun.start }, end);
  const seconds = (performance.now() - started) / 1_000;
  logSyncEnd(logger, { ...task, type: begun.type, work: begun.work, end, seconds, job });
  await enqueueDueProjects(context, repositoryId);
  count(end.error === null ? 'completed' : 'failed');
}

/** GitHub could not return the repository. */
class UnansweredProbeError extends Error {
  override readonly name = 'UnansweredProbeError';
  readonly code = 'unanswered_probe';
}

/** How long the name that a probe found is valid. */
const namedForMs = 60_000;

async function bringUpToDate(
  { database, github }: SyncWorkerContext,
  repositoryId: number,
  { work, resources, lists: earlier, priority, type, createdAt }: StartedSyncTask,
  signal: AbortSignal,
): Promise<Synced> {
  const call = { priority, signal, isRetriedLater: true };
  const options = { isFull: work === 'full', isFirstAttempt: earlier === null, ...call };
  const sync = (names: readonly string[] | null, namedSince: Date) =>
    syncRepository(repositoryId, names, { database, github, namedSince, ...options });
  const now = Date.now();
  const failed = resourcesToRetry(earlier ?? []);
  if (failed.length > 0) return await sync(failed, new Date(now));
  if (work !== 'probe') {
    // The probe that found the change has just confirmed the name.
    const probedAt = type === 'periodic_sync' ? createdAt.getTime() - namedForMs : now;
    return await sync(resources, new Date(Math.max(probedAt, now - namedForMs)));
  }
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  if (view === undefined) throw new NoAccessError(`no credential can access the repository ${repositoryId}`);
  const among = { repositoryIds: [repositoryId] };
  const { probed, drifts, inaccessible, polled, unanswered } = await probeDrift(
    { database, view: view.github },
    { among },
    call,
  );
  if (inaccessible.length > 0) throw new NoAccessError(`GitHub does not show the repository ${repositoryId}`);
  const [unknown] = unanswered;
  if (unknown !== undefined) throw new UnansweredProbeError(unknown.reason);
  // A probe cannot find changes of lists that were never read completely.
  if (probed === 0) return await sync(null, new Date());
  const due = [...drifts.flatMap(({ resources }) => resources), ...polled.map(({ resource }) => resource)];
  if (due.length === 0) {
    await requireShown(database, repositoryId);
    return { requests: 1, lists: [] };
  }
  const { requests, lists } = await sync(due, new Date(now));
  return { requests: requests + 1, lists };
}

/** @throws RepositoryWithheldError if a probe found that GitHub blocks access to the repository. */
async function requireShown(database: Kysely<Database>, repositoryId: number): Promise<void> {
  const restrictions = await findRestrictions(database, repositoryId);
  const whole = restrictions.find(({ resource }) => resource === 'repositories');
  if (whole === undefined || (whole.state !== 'blocked' && whole.state !== 'refused')) return;
  throw new RepositoryWithheldError({ state: whole.state, reason: whole.reason ?? '' }, null);
}
