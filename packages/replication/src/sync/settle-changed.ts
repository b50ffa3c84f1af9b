import { findChangedSince } from '@hubtwin/database';
import type { ResourceDefinition } from '@hubtwin/resources';
import type { Withheld } from '../answers/withheld.ts';
import { keyTextOf, type ListRead } from '../fetch/read-list.ts';
import { fetchUnlisted } from './fetch-unlisted.ts';
import type { SyncContext } from './sync-context.ts';

const maxChanged = 500;

/**
 * Fetches objects that changed since the last read of a list according to the twin, but were missing from the list of
 * changes: they were deleted, or have another time on GitHub.
 *
 * @returns why GitHub does not return such objects; null if it does.
 * @throws the failure of one that GitHub cannot return, after the others were stored.
 */
export async function settleChanged(
  definition: ResourceDefinition,
  context: Pick<SyncContext, 'database' | 'view' | 'call'>,
  { since, begunAt, shown }: Pick<ListRead, 'begunAt' | 'shown'> & { since: Date },
): Promise<Withheld | null> {
  const { list, item } = definition;
  if (list?.cursorColumn === undefined || !list.complete || item === undefined) return null;
  const { database, view } = context;
  const { repositoryId } = view;
  const options = { repositoryId, by: list.cursorColumn, since, begunAt, limit: maxChanged };
  const changed = await findChangedSince(database, definition, options);
  const unlisted = changed.filter(({ key }) => !shown.has(keyTextOf(key, definition)));
  if (unlisted.length === 0) return null;
  const { withheld, failed } = await fetchUnlisted(definition, item, unlisted, context);
  if (failed !== null) throw failed.failure;
  return withheld;
}
