import { notFound } from './answer.ts';
import { requireMembership } from './require-membership.ts';
import type { Call, OrganizationRoute, Route } from './route.ts';

/** Mounts routes of an organisation under its login. */
export function organizationRoutes(routes: readonly OrganizationRoute[]): Route[] {
  return routes.map((route) => ({
    ...route,
    path: `/orgs/:login${route.path}`,
    handle(call: Call) {
      const organization = call.context.world.accounts.get((call.params.login ?? '').toLowerCase());
      if (organization?.type !== 'Organization') throw notFound();
      requireMembership(call.context.world, call.viewer, organization, route);
      return route.handle({ ...call, organization });
    },
  }));
}
