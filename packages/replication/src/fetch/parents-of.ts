import type { ChildrenOfParents } from '@hubtwin/database';
import { type ListSource, type ParentList, type ResourceDefinition, resources } from '@hubtwin/resources';

/** A resource whose objects are also listed by their parents. */
export interface OfParents {
  definition: ResourceDefinition;
  list: ListSource;
  byParent: ParentList;
  children: ChildrenOfParents;
}

/** @returns null if GitHub has no lists of its objects by parent. */
export function ofParents(definition: ResourceDefinition): OfParents | null {
  const { name, table, key, list } = definition;
  if (list?.byParent === undefined) return null;
  const { byParent } = list;
  const parents = byParent.parents.map(({ resource, count, key = 'number' }) => ({
    ...{ resource, count, key },
    table: resources.find((parent) => parent.name === resource)?.table ?? resource,
  }));
  return {
    definition,
    list,
    byParent,
    children: { resource: name, table, hasId: key.includes('id'), column: byParent.column, parents },
  };
}

/** All of these. */
export const listedByParents: readonly OfParents[] = resources.flatMap(
  (definition) => ofParents(definition) ?? [],
);
