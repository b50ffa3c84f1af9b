import { type HeadList, type ListSource, type ResourceDefinition, resources } from '@hubtwin/resources';

/** A resource whose objects are listed by commit. */
export interface OfHeads {
  definition: ResourceDefinition;
  list: ListSource;
  ofHeads: HeadList;
}

/** All of these. */
export const listedByHeads: readonly OfHeads[] = resources.flatMap((definition) => {
  const { list } = definition;
  return list?.ofHeads === undefined ? [] : [{ definition, list, ofHeads: list.ofHeads }];
});

/** The fields of GraphQL's commit by which they are compared. */
export const headFields = `oid ${[...new Set(listedByHeads.map(({ ofHeads }) => ofHeads.fields))].join(' ')}`;
