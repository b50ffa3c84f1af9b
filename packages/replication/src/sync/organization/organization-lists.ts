import { type ListSource, type ParentOf, type ResourceDefinition, resources } from '@hubtwin/resources';

/** A list of an organisation. */
export interface OrganizationList {
  definition: ResourceDefinition;
  list: ListSource;
}

/** A list that each object of an organisation's list has, such as the members of its teams. */
export interface ChildList extends OrganizationList {
  parent: ResourceDefinition;
  of: ParentOf;
}

export const organizationLists: readonly OrganizationList[] = resources.flatMap((definition) =>
  definition.list?.of === 'organization' ? [{ definition, list: definition.list }] : [],
);

export const childLists: readonly ChildList[] = resources.flatMap((definition) => {
  const { list, inOrganization } = definition;
  if (inOrganization !== true || typeof list?.of !== 'object') return [];
  const { of } = list;
  return resources
    .filter(({ name }) => name === of.resource)
    .map((parent) => ({ definition, list, parent, of }));
});
