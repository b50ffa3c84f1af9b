import { applyObservations, type Database, type Observation } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { observeEmbedded } from './observe-embedded.ts';

/** Applies what GitHub answered, and what it told of other objects on the way. */
export const storeSeen = (database: Kysely<Database>, observations: readonly Observation[]) =>
  database
    .transaction()
    .execute((transaction) =>
      applyObservations(transaction, [...observations, ...observeEmbedded(observations)]),
    );
