import { setInterval } from 'node:timers/promises';
import { type Database, isSyncTaskRunning, type SyncTask } from '@hubtwin/database';
import type { Kysely } from 'kysely';

/** Whether the work on a repository's task should continue. */
export interface WatchedTask extends AsyncDisposable {
  /** Aborted by the process's own signal, and soon after the task was cancelled. */
  signal: AbortSignal;
  /** Whether the cause was the cancellation. */
  readonly isCancelled: boolean;
}

const lookMs = 2_000;

/** Checks every two seconds whether a task was cancelled, until disposed. */
export function watchSyncTask(
  database: Kysely<Database>,
  task: SyncTask,
  { signal, everyMs = lookMs }: { signal: AbortSignal; everyMs?: number },
): WatchedTask {
  const cancelled = new AbortController();
  const ended = new AbortController();

  const watch = async () => {
    for await (const _ of setInterval(everyMs, undefined, { signal: ended.signal, ref: false })) {
      // If the database is unavailable, the work itself will fail.
      const isRunning = await isSyncTaskRunning(database, task).catch(() => true);
      if (!isRunning) return cancelled.abort();
    }
  };
  // The loop ends with an abort error.
  const watching = watch().catch(() => {});

  return {
    signal: AbortSignal.any([signal, cancelled.signal]),
    get isCancelled() {
      return cancelled.signal.aborted;
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watching;
    },
  };
}
