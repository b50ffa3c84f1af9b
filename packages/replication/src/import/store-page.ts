import {
  type Database,
  isDataError,
  type Observation,
  saveCursor,
  storeObservations,
} from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { observeEmbedded } from '../observe-embedded.ts';
import { nothingUnreadable, type Unreadable } from '../observe-items.ts';
import { recordGaps } from '../record-gaps.ts';
import { storeReadable, unreadableOf } from '../store-readable.ts';

export interface StorePageOptions<T> {
  database: Kysely<Database>;
  /** The scope of the cursor. */
  scope: string;
  /** The cursor after this page, some of which may be unreadable. */
  cursorAfter(unreadable: Unreadable): T;
}

/**
 * Stores a page of an imported list together with the cursor past it. Skips what Postgres rejects.
 *
 * @returns the cursor.
 */
export async function storePage<T>(
  observations: readonly Observation[],
  { database, scope, cursorAfter }: StorePageOptions<T>,
): Promise<T> {
  const all = [...observations, ...observeEmbedded(observations)];
  const cursor = cursorAfter(nothingUnreadable);
  try {
    await storeObservations(database, all, async (transaction, { isLast }) => {
      await recordGaps(transaction, observations);
      if (isLast) await saveCursor(transaction, scope, cursor);
    });
    return cursor;
  } catch (error) {
    if (!isDataError(error)) throw error;
  }
  const { refused } = await storeReadable(database, all, recordGaps);
  const ours = new Set(observations);
  const left = cursorAfter(unreadableOf(refused.filter(({ observation }) => ours.has(observation))));
  await saveCursor(database, scope, left);
  return left;
}
