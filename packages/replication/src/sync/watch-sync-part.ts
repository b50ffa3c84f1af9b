import { setInterval } from 'node:timers/promises';
import { type Database, isSyncPartRunning, type SyncPart } from '@hubtwin/database';
import type { Kysely } from 'kysely';

/** Whether the work on a repository's part of a sync job is still wanted. */
export interface WatchedPart extends AsyncDisposable {
  /** Aborted by the process's own signal, and soon after the part was cancelled. */
  signal: AbortSignal;
  /** Whether it was the cancelling. */
  readonly isCancelled: boolean;
}

const lookMs = 2_000;

/** Looks every two seconds whether a part was cancelled, until it is disposed. */
export function watchSyncPart(
  database: Kysely<Database>,
  part: SyncPart,
  { signal, everyMs = lookMs }: { signal: AbortSignal; everyMs?: number },
): WatchedPart {
  const cancelled = new AbortController();
  const ended = new AbortController();

  const watch = async () => {
    for await (const _ of setInterval(everyMs, undefined, { signal: ended.signal, ref: false })) {
      // A database that is away tells nothing; the work itself notices.
      const isRunning = await isSyncPartRunning(database, part).catch(() => true);
      if (!isRunning) return cancelled.abort();
    }
  };
  // It ends by being aborted.
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
