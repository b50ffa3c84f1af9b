import type { Database, Observation } from '@hubtwin/database';
import { repositoryNames } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { observeFetched } from '../observe.ts';
import { observeEmbedded } from '../observe-embedded.ts';
import type { Unreadable } from '../observe-items.ts';
import { storeReadable, unreadableOf } from '../store-readable.ts';

/**
 * Stores listed repositories. Renaming an account renames all its repositories without events, so their former names
 * are kept as redirects.
 *
 * @param others stored in the same transaction.
 * @returns what Postgres rejects, which is skipped.
 */
export async function storeListed(
  database: Kysely<Database>,
  listed: readonly Observation[],
  others: readonly Observation[] = [],
): Promise<Unreadable> {
  const stored = await database
    .selectFrom('repositories')
    .select(['id', 'full_name'])
    .where('id', 'in', [0, ...listed.map(({ key }) => Number(key.id))])
    .execute();
  const nameOf = new Map(stored.map(({ id, full_name }) => [id, full_name]));
  const former = listed.flatMap(({ key, raw, source, observedAt }) => {
    const full_name = nameOf.get(Number(key.id));
    if (source === 'webhook' || full_name == null || full_name === raw.full_name) return [];
    const origin = { repositoryId: null, source, requestedAt: observedAt };
    return [observeFetched(repositoryNames, { full_name, repository_id: key.id }, origin)];
  });
  const all = [...listed, ...observeEmbedded(listed), ...former, ...others];
  const { refused } = await storeReadable(database, all, async () => {});
  return unreadableOf(refused);
}
