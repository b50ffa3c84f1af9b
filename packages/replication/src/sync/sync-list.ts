import { clearPendingChildren, markChildrenPending, type Observation } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '@hubtwin/resources';
import type { Withheld } from '../answers/withheld.ts';
import { childrenOf } from '../fetch/children-of.ts';
import { ofParents } from '../fetch/parents-of.ts';
import { readAtOnce } from '../fetch/read-at-once.ts';
import { isHistory, readHistory } from '../fetch/read-history.ts';
import { readList } from '../fetch/read-list.ts';
import { refetchUncertain } from '../fetch/refetch-uncertain.ts';
import { readUnfinishedChildren } from '../import/read-unfinished-children.ts';
import { describeUnreadable } from '../observe-items.ts';
import { attemptList } from './attempt-list.ts';
import { isOfListAlone } from './is-of-list-alone.ts';
import { boundOf, isoSeconds } from './list-bounds.ts';
import type { ListRange, ListResult } from './list-result.ts';
import { readHeads } from './read-heads.ts';
import { settleChanged } from './settle-changed.ts';
import { settleDetails } from './settle-details.ts';
import { findPendingParents, isReadNeeded, isWholeCheaper, settleParents } from './settle-parents.ts';
import { settleUnfinished } from './settle-unfinished.ts';
import { settleUnlisted } from './settle-unlisted.ts';
import type { SyncContext } from './sync-context.ts';
import { syncHeads } from './sync-heads.ts';

/**
 * Reads a list, and the lists of its objects.
 *
 * @returns the result of each: one that GitHub denies fails alone.
 * @throws NoAccessError, RepositoryWithheldError, and errors that concern more than the list.
 */
export async function syncList(definition: ResourceDefinition, context: SyncContext): Promise<ListResult[]> {
  const { list, name } = definition;
  if (list === undefined) return [];
  const { database, view, call, begunAt } = context;
  const own = await attemptList(name, list, context, () => read(definition, list, context));
  const children = await readUnfinishedChildren(definition, {
    database,
    source: 'sync',
    changedSince: begunAt,
    view,
    ...call,
    attempt: (child, childList, work) => attemptList(child, childList, context, work),
  });
  return [own, ...children];
}

/** @returns how far the list was read, null if that was not necessary; or why GitHub does not return it. */
async function read(
  definition: ResourceDefinition,
  list: ListSource,
  context: SyncContext,
): Promise<ListRange | Withheld | null> {
  const { database, github, view, known, call, isFull } = context;
  if (list.ofHeads !== undefined) return await syncHeads(definition, list.ofHeads, context);
  const {
    readUntil = null,
    state = null,
    isUncertain = false,
    isRereadDue = false,
  } = known.get(definition.name) ?? {};
  const parents = ofParents(definition);
  const pending = parents === null ? [] : await findPendingParents(parents, context);
  const isWhole = readUntil === null || isFull || isRereadDue || isWholeCheaper(pending);
  if (isHistory(definition) && !isWhole) {
    const begunAt = new Date();
    const unreadable = await readHistory(definition, { database, view, heads: null, ...call });
    const incomplete = describeUnreadable(unreadable);
    return { readUntil: boundOf(begunAt), ...(incomplete !== null && { incomplete }) };
  }
  const isSkippable = context.isOfDifferences && state === null && !isWhole && !isUncertain;
  if (isSkippable && parents !== null && !(await isReadNeeded(parents, context, pending))) return null;
  const nodes = list.byParent?.nodes ?? null;
  const isAtOnce = nodes !== null || list.byParent?.isOnlyList === true;
  const hasChanges = list.changedSince !== undefined || isAtOnce;
  const since = hasChanges && !isWhole ? readUntil : null;
  const order = since === null ? list.whole : list.changedSince?.(isoSeconds(since));
  const readWithNodes = async () => {
    if (parents === null || !isAtOnce) return null;
    const options = { database, view, source: 'sync' as const, changedSince: since, ...call };
    return await readAtOnce(parents, nodes, options);
  };
  const found =
    (await readWithNodes()) ??
    (await readList(definition, list, order ?? {}, {
      database,
      view,
      readUntil: since,
      // The first read cannot show what was missed.
      ...(readUntil !== null && {
        async beforeStoring(seen) {
          if (since !== null) await expectChildren(definition, seen, context);
          await readHeads(list, seen, context);
        },
      }),
      ...call,
    }));
  const incomplete = describeUnreadable(found.unreadable);
  // Unreadable objects may be the ones that are not listed.
  const settle = async () => {
    if (since === null)
      return incomplete === null ? await settleUnlisted(definition, context, found.begunAt) : null;
    const withheld = await settleChanged(definition, context, { ...found, since });
    if (parents === null || withheld !== null) return withheld;
    return await settleParents(parents, context, { pending, changedSince: context.begunAt });
  };
  const { attempt, requireNoFailure } = attemptEach(call);
  const withheld = await attempt(settle);
  if (withheld != null) return withheld;
  // A list of changes does not contain objects that are older than the stored version.
  if (isUncertain || found.leavesUncertain)
    await attempt(() => refetchUncertain(definition, view.repositoryId, { database, github, view, ...call }));
  await attempt(() => settleDetails(definition, context, found.begunAt));
  await attempt(() => settleUnfinished(definition, context, found.begunAt));
  requireNoFailure();
  if (since === null && incomplete === null)
    await clearPendingChildren(
      database,
      { repositoryId: view.repositoryId, resource: definition.name },
      pending,
    );
  const isPart = since !== null && incomplete === null;
  return { readUntil: boundOf(found.begunAt), ...(isPart ? {} : { incomplete }) };
}

/** Records that the lists of changed objects are read next, in case an interruption prevents that. */
async function expectChildren(
  definition: ResourceDefinition,
  changed: readonly Observation[],
  { database, view: { repositoryId } }: SyncContext,
): Promise<void> {
  const ids = changed.map(({ key }) => Number(key.id));
  for (const { child } of childrenOf(definition))
    await markChildrenPending(database, { repositoryId, resource: child.name }, ids, 'changed');
}

/** Runs steps after each other: the failure of a step that concerns only the list is thrown after the others. */
function attemptEach({ signal }: CallOptions) {
  const failures: unknown[] = [];
  return {
    /** @returns undefined if it failed. */
    async attempt<T>(step: () => Promise<T>): Promise<T | undefined> {
      try {
        return await step();
      } catch (error) {
        if (signal?.aborted === true || !isOfListAlone(error)) throw error;
        failures.push(error);
        return undefined;
      }
    },
    requireNoFailure(): void {
      if (failures.length > 0) throw failures[0];
    },
  };
}
