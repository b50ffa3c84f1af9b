import { type Database, type Observation, saveCursor, storeObservations } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { observeEmbedded } from '../observe-embedded.ts';
import { recordGaps } from '../record-gaps.ts';

export interface StorePageOptions {
  database: Kysely<Database>;
  /** The cursor's name. */
  scope: string;
  /** Where to go on after this page. */
  cursor: unknown;
}

/** Stores a page of an imported list together with the cursor past it. */
export async function storePage(
  observations: readonly Observation[],
  { database, scope, cursor }: StorePageOptions,
): Promise<void> {
  const all = [...observations, ...observeEmbedded(observations)];
  await storeObservations(database, all, async (transaction, { isLast }) => {
    await recordGaps(transaction, observations);
    if (isLast) await saveCursor(transaction, scope, cursor);
  });
}
