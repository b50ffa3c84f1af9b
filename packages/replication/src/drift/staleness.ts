import { type Database, readFreshness } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { verifiedByProbe } from '../sync/probe/drift-of.ts';
import { lastSample } from './last-sample.ts';

/**
 * Seconds since each resource was last verified against GitHub: by the probe or sync of the repository that was
 * verified least recently, and for resources that probes do not cover, by a sample. All are at least as old as the
 * oldest pending delivery.
 *
 * @returns by resource, without those that were never verified.
 */
export async function stalenessOf(database: Kysely<Database>): Promise<Map<string, number>> {
  const { syncedSecondsAgo, waitingSeconds } = await readFreshness(database);
  const sampled = Object.entries((await lastSample(database))?.resources ?? {}).flatMap(
    ([name, { provedAt }]) =>
      provedAt === null ? [] : [[name, (Date.now() - Date.parse(provedAt)) / 1_000] as const],
  );
  const probed =
    syncedSecondsAgo === null ? [] : verifiedByProbe.map((name) => [name, syncedSecondsAgo] as const);
  return new Map(
    [...sampled, ...probed].map(([name, seconds]) => [name, Math.max(0, seconds, waitingSeconds)]),
  );
}
