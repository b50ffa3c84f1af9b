import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Change } from '../changes/read-changes.ts';
import type { Database } from '../schema.ts';
import type { FollowerCursor, HeldCursor } from './follower-cursor.ts';
import { readLogEnds, readLogPage } from './read-log.ts';

/** A consumer of the change log. */
export interface ChangeFollower {
  /**
   * Handles changes, in the order of the log. If it throws, the same changes are passed again a second later, and
   * also after a crash: it must be idempotent.
   */
  handle(changes: readonly Change[]): Promise<void>;
  /**
   * Called when changes may have been missed: when it follows for the first time, when retention dropped unread
   * entries, when the database was restored.
   */
  missed(): Promise<void>;
  /** Called a few times a second once everything that was committed up to `ageMs` ago has been handled. */
  caughtUp?(ageMs: number): Promise<void>;
}

export interface FollowOptions {
  database: Kysely<Database>;
  cursor: FollowerCursor;
  follower: ChangeFollower;
  onError: (error: unknown) => void;
  /** Maximum of changes per call; default 500. */
  limit?: number;
  /** Interval between two reads of a log without new entries, in milliseconds; default 100. */
  everyMs?: number;
}

/** Delay after a failure, and between two attempts to get a cursor that another process holds, in milliseconds. */
const againAfterMs = 1_000;

/**
 * Follows the change log until disposed; disposing waits for the running handler. It polls, because NOTIFY would make
 * all writers wait for one lock when they commit.
 */
export function followChanges(options: FollowOptions): AsyncDisposable {
  const { database, cursor, onError } = options;
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await cursor.hold(database, (held) => followOn(held, options, stopping.signal));
      } catch (error) {
        onError(error);
      }
      await sleep(againAfterMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}

/** Follows the log from the cursor on, until the first failure. */
async function followOn(
  { database, read, save }: HeldCursor,
  { follower, limit = 500, everyMs = 100 }: FollowOptions,
  signal: AbortSignal,
): Promise<void> {
  let seq = await read();
  /**
   * The time of a read of the log, and the last number drawn by then: everything committed before has a number up to
   * it.
   */
  let look: { at: number; drawn: number } | null = null;

  while (!signal.aborted) {
    const at = performance.now();
    const { horizon, drawn } = await readLogEnds(database);
    if (seq === null || seq > drawn) {
      await follower.missed();
      seq = horizon;
      await save(seq);
    } else if (horizon > seq) {
      const { changes, oldest } = await readLogPage(database, { after: seq, horizon, limit });
      if (oldest === null || oldest > seq + 1) await follower.missed();
      if (changes.length > 0) await follower.handle(changes);
      seq = changes.length < limit ? horizon : (changes.at(-1)?.seq ?? horizon);
      await save(seq);
    }

    // Under constant writes there is always a running writer: then the follower has caught up with an earlier read.
    if (seq >= drawn) look = { at, drawn };
    look ??= { at, drawn };
    if (seq >= look.drawn) {
      await follower.caughtUp?.(performance.now() - look.at);
      look = seq >= drawn ? null : { at, drawn };
    }
    if (seq >= horizon) await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
