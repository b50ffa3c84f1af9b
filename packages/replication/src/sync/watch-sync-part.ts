import { setInterval } from 'node:timers/promises';
import { type Database, isSyncPartRunning, type SyncPart } from '@hubtwin/database';
import type { Kysely } from 'kysely';

/** Whether the work on a repository's task should continue. */
export interface WatchedPart extends AsyncDisposable {
  /** Aborted by the process's own signal, and soon after the task was cancelled. */
  signal: AbortSignal;
  /** Whether the cause was the cancellation. */
  readonly isCancelled: boolean;
}

const lookMs = 2_000;

/** Checks every two seconds whether a task was cancelled, until disposed. */
export function watchSyncPart(
  database: Kysely<Database>,
  part: SyncPart,
  { signal, everyMs = lookMs }: { signal: AbortSignal; everyMs?: number },
): WatchedPart {
  const cancelled = new AbortController();
  const ended = new AbortController();

  const watch = async () => {
    for await (const _ of setInterval(everyMs, undefined, { signal: ended.signal, ref: false })) {
      // If the database is unavailable, the work itself will fail.
      const isRunning = await isSyncPartRunning(database, part).catch(() => true);
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
