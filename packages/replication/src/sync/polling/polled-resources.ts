import type { Polled } from '@hubtwin/database';
import { type ResourceDefinition, resources } from '@hubtwin/resources';
import { type OrganizationList, organizationLists } from '../organization/organization-lists.ts';

/** A resource of repositories whose lists are polled, and the same objects of organisations. */
export interface PolledResource {
  definition: ResourceDefinition;
  polled: Polled;
  same: readonly string[];
  active: string;
  ofOrganizations: readonly OrganizationList[];
}

/** The resources whose lists are read every minute where they have objects, because no event reports their changes. */
export const polledResources: readonly PolledResource[] = resources.flatMap((definition) => {
  const { drift, inRepository, name, table } = definition;
  if (!inRepository || !('polled' in drift) || typeof drift.polled !== 'object') return [];
  const { registered, polled } = drift;
  return [
    {
      definition,
      polled: { table, resource: name, registered },
      ...polled,
      ofOrganizations: organizationLists.filter(
        (list) => list.definition.table === table && 'polled' in list.definition.drift,
      ),
    },
  ];
});
