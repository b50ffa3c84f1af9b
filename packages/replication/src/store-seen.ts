import { type Database, type Observation, type Outcome, storeObservations } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { inGroups } from './in-groups.ts';
import { observeEmbedded } from './observe-embedded.ts';
import { recordGaps } from './record-gaps.ts';

type Doubtful = Outcome['doubtful'];
type Store = (observations: readonly Observation[]) => Promise<Doubtful>;

/** So many observations of all who have some at the same time are stored together. */
const mostAtOnce = 500;
const stores = new WeakMap<Kysely<Database>, Store>();

/**
 * Applies what GitHub answered, and what it told of other objects on the way. Answers that come together share a
 * transaction: the lists of a repository, or of several that are synced at once.
 *
 * @returns what is in doubt afterwards of these.
 */
export async function storeSeen(
  database: Kysely<Database>,
  observations: readonly Observation[],
): Promise<Doubtful> {
  if (observations.length === 0) return [];
  const store = stores.get(database) ?? createStore(database);
  stores.set(database, store);
  const doubtful = await store(observations);
  return doubtful.filter((object) =>
    observations.some(
      ({ resource, repositoryId }) =>
        resource.name === object.resource && repositoryId === object.repositoryId,
    ),
  );
}

const createStore = (database: Kysely<Database>): Store =>
  inGroups(
    async (observations) => {
      const all = [...observations, ...observeEmbedded(observations)];
      const record = (transaction: Kysely<Database>) => recordGaps(transaction, observations);
      return (await storeObservations(database, all, record)).doubtful;
    },
    { most: mostAtOnce },
  );
