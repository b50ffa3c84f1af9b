import { type Database, findUnfinishedParents } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ListSource, ParentOf, ResourceDefinition } from '../define-resource.ts';
import { readChildren } from '../fetch/read-children.ts';
import type { RepositoryView } from '../fetch/repository-views.ts';
import { resources } from '../resources/index.ts';

const mostParents = 100;

/**
 * Reads the lists that single objects have, as the jobs of a run, of those that have not ended: what of them was
 * told before the twin knew the repository, or got lost, no delivery will tell again. What ended before costs
 * nothing.
 *
 * @param parent the resource whose objects have the lists.
 */
export async function readUnfinishedChildren(
  parent: ResourceDefinition,
  {
    database,
    view,
    source,
    ...call
  }: CallOptions & { database: Kysely<Database>; view: RepositoryView; source: 'import' | 'sync' },
): Promise<void> {
  const { repositoryId } = view;
  for (const child of resources) {
    const { list, ends } = child;
    if (list === undefined || ends === undefined || parent.ends === undefined || !isOf(list, parent))
      continue;
    const { column, parameter } = list.of;
    const ids = await findUnfinishedParents(
      database,
      { table: parent.table, ends: parent.ends },
      { table: child.table, ends, column },
      { repositoryId, limit: mostParents },
    );
    await Promise.all(
      ids.map((id) => readChildren(child, list, { [parameter]: id }, { database, view, source, ...call })),
    );
  }
}

const isOf = (list: ListSource, parent: ResourceDefinition): list is ListSource & { of: ParentOf } =>
  typeof list.of === 'object' && list.of.resource === parent.name;
