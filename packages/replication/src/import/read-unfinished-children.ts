import {
  clearPendingChildren,
  type Database,
  findPendingChildren,
  findUnfinishedParents,
  type PendingReason,
  recordChildrenFetched,
} from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { childrenOf } from '../fetch/children-of.ts';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import { readChildren } from '../fetch/read-children.ts';
import { UnreadableObjectError } from '../observe.ts';
import { addUnreadable, describeUnreadable, nothingUnreadable } from '../observe-items.ts';

const maxParents = 100;

export interface ReadChildrenOptions<T> extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  source: 'import' | 'sync';
  /** When the sync that may have found changed objects started; null: reads nothing more of those. */
  changedSince: Date | null;
  /** Runs the work on a kind of children, and returns its result. */
  attempt(child: string, list: ListSource, work: () => Promise<null>): Promise<T>;
}

/**
 * Reads the lists of single objects, such as the jobs of a run, for objects that are not in a terminal state: no
 * delivery will repeat what was sent before the twin had the repository, or was lost; and for those whose list an
 * interrupted sync left unread. Other finished objects cost nothing.
 *
 * @param parent the resource whose objects have the lists.
 * @returns the result of each kind of children that was read.
 */
export async function readUnfinishedChildren<T>(
  parent: ResourceDefinition,
  { database, view, source, changedSince, attempt, ...call }: ReadChildrenOptions<T>,
): Promise<T[]> {
  const { repositoryId } = view;
  const results: T[] = [];
  for (const { child, list, terminalState } of childrenOf(parent)) {
    if (parent.terminalState === undefined) continue;
    const { column, parameter, attempt: attemptColumn, fetchedColumn } = list.of;
    const lists = { repositoryId, resource: child.name };
    const pending = await findPendingChildren(database, lists);
    const pendingFor = (reason: PendingReason) =>
      [...pending.keys()].filter((id) => pending.get(id) === reason);
    const unfinished = await findUnfinishedParents(
      database,
      { table: parent.table, terminalState: parent.terminalState },
      { table: child.table, terminalState, column, attempt: attemptColumn, fetchedColumn },
      { repositoryId, changedSince, changedIds: pendingFor('changed'), limit: maxParents },
    );
    const ids = [...new Set([...pendingFor('part'), ...unfinished])];
    // More of them may be unread than were found.
    const unread = new Set(unfinished.length < maxParents ? ids : [...pending.keys(), ...ids]);
    const settle = () => {
      const settled = [...pending.keys()].filter((id) => !unread.has(id));
      return clearPendingChildren(database, lists, settled);
    };
    if (ids.length === 0) {
      await settle();
      continue;
    }
    const options = { database, view, source, ...call };
    results.push(
      await attempt(child.name, list, async () => {
        const read = await Promise.allSettled(
          ids.map((id) => readChildren(child, list, { parameter, id }, options)),
        );
        const readIds = ids.filter((_, nth) => read[nth]?.status === 'fulfilled');
        for (const id of readIds) unread.delete(id);
        await settle();
        if (fetchedColumn !== undefined)
          await recordChildrenFetched(database, parent, {
            ...{ repositoryId, ids: readIds, column: fetchedColumn },
            state: parent.terminalState,
          });
        // A parent whose list cannot be read does not affect the others.
        const unreadable = read.map((outcome) => {
          if (outcome.status === 'rejected') throw outcome.reason;
          return outcome.value.unreadable;
        });
        const left = describeUnreadable(unreadable.reduce(addUnreadable, nothingUnreadable));
        if (left !== null) throw new UnreadableObjectError(left);
        return null;
      }),
    );
  }
  return results;
}
