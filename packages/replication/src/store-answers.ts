import type { Database, Observation, Outcome } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { inGroups } from './in-groups.ts';
import { observeEmbedded } from './observe-embedded.ts';
import type { Unreadable } from './observe-items.ts';
import { recordGaps } from './record-gaps.ts';
import { type StoredReadable, storeReadable, unreadableOf } from './store-readable.ts';

type Store = (observations: readonly Observation[]) => Promise<StoredReadable>;

/** The result of storing answers. */
export interface StoredAnswers {
  /** The objects that are uncertain afterwards. */
  uncertain: Outcome['uncertain'];
  /** What Postgres rejects, which is skipped. */
  unreadable: Unreadable;
}

/** Maximum of observations of concurrent callers that are stored together. */
const maxAtOnce = 500;
const stores = new WeakMap<Kysely<Database>, Store>();

/**
 * Applies GitHub's answers, and the objects embedded in them. Concurrent calls share a transaction: the lists of a
 * repository, or of several that are synced at the same time.
 */
export async function storeAnswers(
  database: Kysely<Database>,
  observations: readonly Observation[],
): Promise<StoredAnswers> {
  if (observations.length === 0) return { uncertain: [], unreadable: unreadableOf([]) };
  const store = stores.get(database) ?? createStore(database);
  stores.set(database, store);
  const { uncertain, refused } = await store(observations);
  const ours = new Set(observations);
  return {
    uncertain: uncertain.filter((object) =>
      observations.some(
        ({ resource, repositoryId }) =>
          resource.name === object.resource && repositoryId === object.repositoryId,
      ),
    ),
    unreadable: unreadableOf(refused.filter(({ observation }) => ours.has(observation))),
  };
}

const createStore = (database: Kysely<Database>): Store =>
  inGroups(
    (observations) =>
      storeReadable(database, [...observations, ...observeEmbedded(observations)], recordGaps),
    { maxItems: maxAtOnce },
  );
