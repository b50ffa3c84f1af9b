import { resources } from '@hubtwin/resources';

/** The resources of repositories whose objects a probe compares. */
export const probedResources = resources.flatMap(({ name, table, probe, inOrganization }) =>
  probe === undefined || inOrganization === true ? [] : [{ name, table, probe }],
);

/** Their lists, with the state that a probe needs. */
export const probedLists = probedResources.map(({ name, table, probe: { isCounted, isNewestFirst } }) => ({
  ...{ resource: name, table, isCounted, isNewestFirst },
}));
