import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Change } from '../changes/read-changes.ts';
import type { Database } from '../schema.ts';
import type { FollowerCursor, HeldCursor } from './follower-cursor.ts';
import { readLogEnds, readLogPage } from './read-log.ts';

/** Who is told what changes. */
export interface ChangeFollower {
  /**
   * Handles changes, in the order of the log. What it throws ends nothing: the same changes come again a second
   * later, and after a crash as well, so that handling them twice must do no harm.
   */
  handle(changes: readonly Change[]): Promise<void>;
  /**
   * Told where changes may have passed unseen: when it follows for the first time, when retention took what was
   * not read yet, when the database was set back.
   */
  missed(): Promise<void>;
  /** Told, some times a second, that all that was committed up to `ageMs` ago has been handled. */
  caughtUp?(ageMs: number): Promise<void>;
}

export interface FollowOptions {
  database: Kysely<Database>;
  cursor: FollowerCursor;
  follower: ChangeFollower;
  onError: (error: unknown) => void;
  /** Most changes that are handled at once; default 500. */
  limit?: number;
  /** Between two looks at a log in which nothing is new, in milliseconds; default 100. */
  everyMs?: number;
}

/** After a failure, and between two tries to get a cursor that another process has, in milliseconds. */
const againAfterMs = 1_000;

/**
 * Follows the change log until disposed; disposing waits for what is being handled. It looks again and again:
 * NOTIFY would have all writers queue for one lock as they commit.
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

/** Follows from the cursor on, for as long as all goes well. */
async function followOn(
  { database, read, save }: HeldCursor,
  { follower, limit = 500, everyMs = 100 }: FollowOptions,
  signal: AbortSignal,
): Promise<void> {
  let seq = await read();
  /** A look at the log, and the number that was drawn last then: what was committed before is up to there. */
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

    // Some writer is always under way where much is written: then it is an earlier look that is caught up with.
    if (seq >= drawn) look = { at, drawn };
    look ??= { at, drawn };
    if (seq >= look.drawn) {
      await follower.caughtUp?.(performance.now() - look.at);
      look = seq >= drawn ? null : { at, drawn };
    }
    if (seq >= horizon) await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
