import {
  clearPendingChildren,
  findMiscounted,
  findPendingChildren,
  haveChangedParentsChildren,
} from '@hubtwin/database';
import type { Withheld } from '../answers/withheld.ts';
import type { OfParents } from '../fetch/parents-of.ts';
import { readChildren } from '../fetch/read-children.ts';
import { UnreadableObjectError } from '../observe.ts';
import { describeUnreadable } from '../observe-items.ts';
import { settleUnlisted } from './settle-unlisted.ts';
import type { SyncContext } from './sync-context.ts';

/** From this number of parents on, the list of the repository takes fewer requests. */
const maxParents = 50;

/** The numbers of the parents whose lists must be read, because a probe found a difference. */
export const findPendingParents = async (
  { definition }: OfParents,
  { database, view: { repositoryId } }: Pick<SyncContext, 'database' | 'view'>,
): Promise<number[]> => [
  ...(await findPendingChildren(database, { repositoryId, resource: definition.name })).keys(),
];

/** Whether objects may have changed: those of these parents, or of parents that this sync found changed. */
export const isReadNeeded = async (
  { children }: OfParents,
  { database, view: { repositoryId }, begunAt }: Pick<SyncContext, 'database' | 'view' | 'begunAt'>,
  pending: readonly number[],
): Promise<boolean> =>
  pending.length > 0 ||
  (await haveChangedParentsChildren(database, children, { repositoryId, since: begunAt }));

/** Whether these are so many that the whole list of the repository is read in their place. */
export const isWholeCheaper = (parents: readonly number[]): boolean => parents.length > maxParents;

/**
 * Reads the lists of the parents that a probe found to differ, and of those that this sync found changed with another
 * number of objects than the stored ones: a deletion is in no list of changes. Stored objects that a list does not
 * contain are fetched before they count as deleted.
 *
 * @param pending the numbers of the former.
 * @returns why GitHub does not return such objects; null if it does.
 */
export async function settleParents(
  { definition, list, byParent, children }: OfParents,
  context: Pick<SyncContext, 'database' | 'view' | 'call'>,
  { pending, changedSince }: { pending: readonly number[]; changedSince: Date },
): Promise<Withheld | null> {
  const { database, view, call } = context;
  const { repositoryId } = view;
  const counted = { repositoryId, since: changedSince, limit: maxParents };
  const miscounted = await findMiscounted(database, children, counted);
  const { route, parameter, column } = byParent;
  const ofParent = { route, complete: list.complete };
  for (const number of new Set([...pending, ...miscounted])) {
    const parent = { parameter, id: number };
    const options = { database, view, source: 'sync' as const, ...call };
    const { unreadable, begunAt } = await readChildren(definition, ofParent, parent, options);
    const reason = describeUnreadable(unreadable);
    if (reason !== null) throw new UnreadableObjectError(reason);
    const withheld =
      begunAt === null ? null : await settleUnlisted(definition, context, begunAt, { column, value: number });
    if (withheld !== null) return withheld;
    await clearPendingChildren(database, { repositoryId, resource: definition.name }, [number]);
  }
  return null;
}
