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

const each = (fields: readonly (string | undefined)[]) =>
  [...new Set(fields.filter((field) => field !== undefined))].join(' ');

/** The fields of GraphQL's commit by which they are compared, and those of default branches and open pull requests. */
export const headFields = `oid ${each(listedByHeads.map(({ ofHeads }) => ofHeads.fields))}`;
export const detailedHeadFields = `${headFields} ${each(listedByHeads.map(({ ofHeads }) => ofHeads.details))}`;
