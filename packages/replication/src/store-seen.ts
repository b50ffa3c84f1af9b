import { applyObservations, type Database, type Observation, type Outcome } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { inGroups } from './in-groups.ts';
import { observeEmbedded } from './observe-embedded.ts';

type Doubtful = Outcome['doubtful'];
type Store = (observations: readonly Observation[]) => Promise<Doubtful>;

/** A transaction stores so many observations of all who have some at the same time. */
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
      const { doubtful } = await database
        .transaction()
        .execute((transaction) =>
          applyObservations(transaction, [...observations, ...observeEmbedded(observations)]),
        );
      return doubtful;
    },
    { most: mostAtOnce },
  );
