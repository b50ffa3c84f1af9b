import { applyObservations, type Database, type Observation, type Outcome } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { observeEmbedded } from './observe-embedded.ts';

/**
 * Applies what GitHub answered, and what it told of other objects on the way.
 *
 * @returns what is in doubt afterwards.
 */
export async function storeSeen(
  database: Kysely<Database>,
  observations: readonly Observation[],
): Promise<Outcome['doubtful']> {
  if (observations.length === 0) return [];
  const { doubtful } = await database
    .transaction()
    .execute((transaction) =>
      applyObservations(transaction, [...observations, ...observeEmbedded(observations)]),
    );
  return doubtful;
}
