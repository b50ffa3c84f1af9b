import { applyObservations, type Database, saveCursor } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import type { ResourceDefinition } from '../define-resource.ts';
import { observeFetched } from '../observe.ts';
import { observeEmbedded } from '../observe-embedded.ts';

export interface StorePageOptions {
  database: Kysely<Database>;
  repositoryId: number;
  /** The cursor's name. */
  scope: string;
  /** Where to go on after this page. */
  cursor: unknown;
}

/**
 * Stores a page of an imported list, and the cursor past it, in one transaction.
 *
 * @throws UnreadableObjectError where an item is not of its schema.
 */
export async function storePage(
  definition: ResourceDefinition,
  { items, askedAt }: { items: readonly unknown[]; askedAt: Date },
  { database, repositoryId, scope, cursor }: StorePageOptions,
): Promise<void> {
  const observations = items
    .filter((item) => !(definition.list?.omits?.(Object(item)) ?? false))
    .map((item) => observeFetched(definition, item, { repositoryId, source: 'import', askedAt }));
  await database.transaction().execute(async (transaction) => {
    await applyObservations(transaction, [...observations, ...observeEmbedded(observations)]);
    await saveCursor(transaction, scope, cursor);
  });
}
