import {
  type Database,
  isDataError,
  type Observation,
  type StoredOutcome,
  storeObservations,
} from '@hubtwin/database';
import type { Kysely, Transaction } from 'kysely';
import { addUnreadable, nothingUnreadable, type Unreadable } from './observe-items.ts';

/** An observation that Postgres rejects, and why. */
interface Refused {
  observation: Observation;
  reason: string;
}

/** The result of storing observations. */
export interface StoredReadable {
  uncertain: StoredOutcome['uncertain'];
  refused: Refused[];
}

type Record = (transaction: Transaction<Database>, stored: readonly Observation[]) => Promise<void>;

/**
 * Applies observations of GitHub's answers. Skips one whose values Postgres rejects, such as a name that is too long
 * for an index; the others are stored.
 *
 * @param record runs in each transaction, with its observations.
 */
export async function storeReadable(
  database: Kysely<Database>,
  observations: readonly Observation[],
  record: Record,
): Promise<StoredReadable> {
  try {
    const { uncertain } = await storeObservations(database, observations, (transaction) =>
      record(transaction, observations),
    );
    return { uncertain, refused: [] };
  } catch (error) {
    const [observation, ...others] = observations;
    if (!isDataError(error) || observation === undefined) throw error;
    if (others.length === 0)
      return {
        uncertain: [],
        refused: [{ observation, reason: error instanceof Error ? error.message : '' }],
      };
    const middle = Math.ceil(observations.length / 2);
    const first = await storeReadable(database, observations.slice(0, middle), record);
    const rest = await storeReadable(database, observations.slice(middle), record);
    return {
      uncertain: [...first.uncertain, ...rest.uncertain],
      refused: [...first.refused, ...rest.refused],
    };
  }
}

const maxKeyLength = 60;

/** The rejected observations in the form of unreadable items. */
export const unreadableOf = (refused: readonly Refused[]): Unreadable =>
  refused.reduce(
    (sum, { observation: { resource, key }, reason }) =>
      addUnreadable(sum, {
        count: 1,
        reason: `${resource.name} ${Object.values(key).join('/').slice(0, maxKeyLength)}: ${reason}`,
      }),
    nothingUnreadable,
  );
