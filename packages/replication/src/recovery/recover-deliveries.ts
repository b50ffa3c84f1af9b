import { type Database, holdLock, readCursor, saveCursor } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { isRecent } from '../is-recent.ts';
import { findDeliverySources } from './delivery-source.ts';
import { type RecoveredSource, recoverSource } from './recover-source.ts';

export interface RecoveryOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  /** The App that is configured; null: none. */
  appId: string | null;
  /** Reads all that GitHub keeps, and not only what is new; by itself a pass does so once a day. */
  deep?: boolean;
  /** Whether somebody asked for it: then it runs also right after another one. */
  asked?: boolean;
  /**
   * Where nothing seems to arrive, how long one redelivery is waited for before the others follow, in
   * milliseconds; by default as long as GitHub waits for an answer.
   */
  arrivalMs?: number;
  signal?: AbortSignal;
}

/** What a pass found, or why there was none. */
export type Recovery =
  | { outcome: 'passed'; sources: RecoveredSource[] }
  /** Nobody is configured who could ask, or there is no hook. */
  | { outcome: 'nothing to ask' }
  /** Another process is at it. */
  | { outcome: 'running' }
  /** One ended just now. */
  | { outcome: 'recent' };

const scope = 'recovery';
const recentMs = 30_000;

/**
 * One pass over all hooks that can be asked: what GitHub could not deliver is sent again by it. At most one runs
 * at a time, whatever the number of processes.
 *
 * @throws what the database throws, and the signal's reason; failures of GitHub are in the result.
 */
export async function recoverDeliveries({
  database,
  github,
  appId,
  deep = false,
  asked = false,
  arrivalMs = 10_000,
  signal,
}: RecoveryOptions): Promise<Recovery> {
  const sources = await findDeliverySources(database, { github, appId });
  if (sources.length === 0) return { outcome: 'nothing to ask' };
  const held = await holdLock(database, scope, async (): Promise<Recovery> => {
    const last = await lastRecovery(database);
    if (!asked && isRecent(last, recentMs)) return { outcome: 'recent' };
    const call = signal === undefined ? {} : { signal };
    const recovered: RecoveredSource[] = [];
    for (const source of sources) {
      const options = { database, deep, retriesGivenUp: deep && asked, arrivalMs, call };
      recovered.push(await recoverSource(source, options));
    }
    if (recovered.every(({ error, isUnreachable }) => error === null || isUnreachable)) {
      await saveCursor(database, scope, {});
    }
    return { outcome: 'passed', sources: recovered };
  });
  return held?.result ?? { outcome: 'running' };
}

/** When a pass last came to its end without a failure. */
export async function lastRecovery(database: Kysely<Database>): Promise<Date | null> {
  return (await readCursor(database, scope))?.updatedAt ?? null;
}
