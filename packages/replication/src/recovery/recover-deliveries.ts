import { type Database, holdLock, readCursor, saveCursor } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { isRecent } from '../is-recent.ts';
import { findDeliverySources } from './delivery-source.ts';
import { type RecoveredSource, recoverSource } from './recover-source.ts';

export interface RecoveryOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  /** The configured App; null: none. */
  appId: string | null;
  /** Reads everything that GitHub keeps, not only what is new; a pass does so automatically once a day. */
  deep?: boolean;
  /** Whether a user requested the pass: then it also runs right after another one. */
  requested?: boolean;
  /**
   * If no deliveries arrive, how long to wait for one redelivery before the others are sent, in milliseconds; by
   * default as long as GitHub waits for a response.
   */
  arrivalMs?: number;
  signal?: AbortSignal;
}

/** The result of a pass, or why it did not run. */
export type Recovery =
  | { outcome: 'passed'; sources: RecoveredSource[] }
  /** No credential is configured for it, or there is no hook. */
  | { outcome: 'no source' }
  /** Another process is running a pass. */
  | { outcome: 'running' }
  /** A pass ended just now. */
  | { outcome: 'recent' };

const scope = 'recovery';
const recentMs = 30_000;

/**
 * Runs a pass over all accessible hooks: GitHub redelivers what it could not deliver. At most one pass runs at a time
 * across processes.
 *
 * @throws what the database throws, and the signal's reason; failures of GitHub are in the result.
 */
export async function recoverDeliveries({
  database,
  github,
  appId,
  deep = false,
  requested = false,
  arrivalMs = 10_000,
  signal,
}: RecoveryOptions): Promise<Recovery> {
  const sources = await findDeliverySources(database, { github, appId });
  if (sources.length === 0) return { outcome: 'no source' };
  const held = await holdLock(database, scope, async (): Promise<Recovery> => {
    const last = await lastRecovery(database);
    if (!requested && isRecent(last, recentMs)) return { outcome: 'recent' };
    const call = signal === undefined ? {} : { signal };
    const recovered: RecoveredSource[] = [];
    for (const source of sources) {
      const options = { database, deep, retriesGivenUp: deep && requested, arrivalMs, call };
      recovered.push(await recoverSource(source, options));
    }
    if (recovered.every(({ error, isUnreachable }) => error === null || isUnreachable)) {
      await saveCursor(database, scope, {});
    }
    return { outcome: 'passed', sources: recovered };
  });
  return held?.result ?? { outcome: 'running' };
}

/** When a pass last ended without a failure. */
export async function lastRecovery(database: Kysely<Database>): Promise<Date | null> {
  return (await readCursor(database, scope))?.updatedAt ?? null;
}
