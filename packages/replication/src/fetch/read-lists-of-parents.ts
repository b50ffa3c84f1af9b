import { clearPendingChildren } from '@hubtwin/database';
import type { Withheld } from '../answers/withheld.ts';
import { UnreadableObjectError } from '../observe.ts';
import { describeUnreadable, type Unreadable } from '../observe-items.ts';
import { settleUnlisted } from '../sync/settle-unlisted.ts';
import type { SyncContext } from '../sync/sync-context.ts';
import type { OfParents } from './parents-of.ts';
import { readAtOnce } from './read-at-once.ts';
import { readChildren } from './read-children.ts';

/**
 * Reads the lists of some parents: by GraphQL those of a hundred at once, where it returns them, otherwise one by one.
 * Stored objects that a list does not contain are fetched before they count as deleted, if GitHub returns single ones.
 *
 * @param numbers of the parents. Their lists are no longer pending afterwards.
 * @returns why GitHub does not return such objects; null if it does.
 * @throws UnreadableObjectError if objects cannot be read: they may be those that seem to be missing.
 */
export async function readListsOfParents(
  ofParents: OfParents,
  { database, view, call }: Pick<SyncContext, 'database' | 'view' | 'call'>,
  numbers: Iterable<number>,
): Promise<Withheld | null> {
  const { definition, list, byParent } = ofParents;
  const { nodes, route, parameter, column } = byParent;
  const options = { database, view, source: 'sync' as const, ...call };
  const all = [...new Set(numbers)];
  if (all.length === 0) return null;

  /** @param begunAt null: the parent is deleted. */
  async function settle(number: number, begunAt: Date | null, unreadable: Unreadable) {
    const reason = describeUnreadable(unreadable);
    if (reason !== null) throw new UnreadableObjectError(reason);
    const among = { column, value: number };
    const withheld =
      begunAt === null ? null : await settleUnlisted(definition, { database, view, call }, begunAt, among);
    if (withheld !== null) return withheld;
    const lists = { repositoryId: view.repositoryId, resource: definition.name };
    await clearPendingChildren(database, lists, [number]);
    return null;
  }

  if (nodes !== undefined) {
    const found = await readAtOnce(ofParents, nodes, { ...options, changedSince: null, numbers: all });
    for (const number of all) {
      // Of a parent that is not stored, or deleted, its own sync decides.
      const begunAt = found.numbers.has(number) ? found.begunAt : null;
      const withheld = await settle(number, begunAt, found.unreadable);
      if (withheld !== null) return withheld;
    }
    return null;
  }
  if (route === undefined) return null;
  for (const number of all) {
    const ofParent = { route, complete: list.complete };
    const { unreadable, begunAt } = await readChildren(
      definition,
      ofParent,
      { parameter, id: number },
      options,
    );
    const withheld = await settle(number, begunAt, unreadable);
    if (withheld !== null) return withheld;
  }
  return null;
}
