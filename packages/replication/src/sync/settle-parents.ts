import { findMiscounted, findPendingChildren, haveChangedParentsChildren } from '@hubtwin/database';
import type { Withheld } from '../answers/withheld.ts';
import type { OfParents } from '../fetch/parents-of.ts';
import { readListsOfParents } from '../fetch/read-lists-of-parents.ts';
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
  ofParents: OfParents,
  context: Pick<SyncContext, 'database' | 'view' | 'call'>,
  { pending, changedSince }: { pending: readonly number[]; changedSince: Date },
): Promise<Withheld | null> {
  const { database, view } = context;
  const counted = { repositoryId: view.repositoryId, since: changedSince, limit: maxParents };
  const miscounted = await findMiscounted(database, ofParents.children, counted);
  return await readListsOfParents(ofParents, context, [...pending, ...miscounted]);
}
