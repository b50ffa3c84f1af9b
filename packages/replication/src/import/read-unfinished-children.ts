import { type Database, findUnfinishedParents, recordChildrenFetched } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import { type ListSource, type ParentOf, type ResourceDefinition, resources } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
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
 * delivery will repeat what was sent before the twin had the repository, or was lost. Finished objects cost nothing.
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
  for (const child of resources) {
    const { list, terminalState } = child;
    if (
      list === undefined ||
      terminalState === undefined ||
      parent.terminalState === undefined ||
      !isOf(list, parent)
    )
      continue;
    const { column, parameter, attempt: attemptColumn, fetchedColumn } = list.of;
    const ids = await findUnfinishedParents(
      database,
      { table: parent.table, terminalState: parent.terminalState },
      { table: child.table, terminalState, column, attempt: attemptColumn, fetchedColumn },
      { repositoryId, changedSince, limit: maxParents },
    );
    if (ids.length === 0) continue;
    const options = { database, view, source, ...call };
    results.push(
      await attempt(child.name, list, async () => {
        const read = await Promise.allSettled(
          ids.map((id) => readChildren(child, list, { [parameter]: id }, options)),
        );
        const readIds = ids.filter((_, nth) => read[nth]?.status === 'fulfilled');
        if (fetchedColumn !== undefined)
          await recordChildrenFetched(database, parent, {
            ...{ repositoryId, ids: readIds, column: fetchedColumn },
            state: parent.terminalState,
          });
        // A parent whose list cannot be read does not affect the others.
        const unreadable = read.map((outcome) => {
          if (outcome.status === 'rejected') throw outcome.reason;
          return outcome.value;
        });
        const left = describeUnreadable(unreadable.reduce(addUnreadable, nothingUnreadable));
        if (left !== null) throw new UnreadableObjectError(left);
        return null;
      }),
    );
  }
  return results;
}

const isOf = (list: ListSource, parent: ResourceDefinition): list is ListSource & { of: ParentOf } =>
  typeof list.of === 'object' && list.of.resource === parent.name;
