import type { UncertainObject } from '@hubtwin/database';
import { type ItemSource, organizationIdOf, type ResourceDefinition } from '@hubtwin/resources';
import type { Fetched } from '../answers/withheld.ts';
import { openAnyView } from './any-view.ts';
import { fetchObject } from './fetch-object.ts';
import { openOrganization } from './open-organization.ts';
import type { RequestContext } from './request-context.ts';
import { settleAll } from './settle-all.ts';
import { organizationTarget, targetOf, unboundTarget } from './target-of.ts';
import { viewsOf } from './views-of.ts';

/**
 * Requests objects of a resource one by one, each with a credential that can access it.
 *
 * @returns the results in the order of the objects; null if the state is unknown. A failure does not affect the other
 * objects.
 */
export async function fetchEach(
  definition: ResourceDefinition,
  item: ItemSource,
  objects: readonly UncertainObject[],
  { database, github, view, ...call }: RequestContext,
): Promise<Fetched[]> {
  if (item.credential !== undefined) {
    const anyView = item.credential === 'app' ? github.forApp() : await openAnyView({ database, github });
    if (anyView === null) return objects.map(() => null);
    const target = unboundTarget((route, parameters, { isExpected: _, ...options }) =>
      anyView.fetch(route, parameters, options),
    );
    return await settleAll(objects, (object) => fetchObject(definition, item, object, target, call));
  }
  if (definition.inOrganization === true) {
    const organizationIds = new Set(objects.flatMap(({ raw }) => organizationIdOf(raw) ?? []));
    const opened = [...organizationIds].map(
      async (id) => [id, await openOrganization({ database, github }, id)] as const,
    );
    const organizations = new Map(await Promise.all(opened));
    return await settleAll(objects, async (object) => {
      const organization = organizations.get(organizationIdOf(object.raw) ?? 0);
      return organization == null
        ? null
        : await fetchObject(definition, item, object, organizationTarget(organization), call);
    });
  }
  const idOf = ({ raw, repositoryId }: UncertainObject) =>
    repositoryId ?? definition.repositoryIdOf(raw) ?? 0;
  const views = await viewsOf({ database, github, view }, objects.map(idOf));
  const targets = new Map([...views].map(([id, each]) => [id, targetOf(definition, each, call)]));
  return await settleAll(objects, async (object) => {
    const target = targets.get(idOf(object));
    return target === undefined ? null : await fetchObject(definition, item, object, target, call);
  });
}
