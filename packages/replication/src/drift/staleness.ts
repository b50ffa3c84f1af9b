import { type Database, readFreshness } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { probedResources } from '../sync/drift-of.ts';
import { lastSample } from './last-sample.ts';

/**
 * Seconds since each resource was last proved to be as GitHub has it: by the probe or sync of the repository
 * whose last is the longest ago, and what a probe does not look at, by a sample. A delivery that waits makes all at
 * least as old as it is.
 *
 * @returns by resource; those that nothing proved yet are left out.
 */
export async function stalenessOf(database: Kysely<Database>): Promise<Map<string, number>> {
  const { syncedSecondsAgo, waitingSeconds } = await readFreshness(database);
  const sampled = Object.entries((await lastSample(database))?.resources ?? {}).flatMap(
    ([name, { provedAt }]) =>
      provedAt === null ? [] : [[name, (Date.now() - Date.parse(provedAt)) / 1_000] as const],
  );
  const probed =
    syncedSecondsAgo === null ? [] : probedResources.map((name) => [name, syncedSecondsAgo] as const);
  return new Map(
    [...sampled, ...probed].map(([name, seconds]) => [name, Math.max(0, seconds, waitingSeconds)]),
  );
}
