import { userShape } from '../../shapes/account.ts';
import { membersOf } from '../../world/members-of.ts';
import { redirect } from '../answer.ts';
import { organizationRoutes } from '../organization-routes.ts';
import { pageOf } from '../page.ts';
import { readsMembers } from '../reads-members.ts';
import type { Route } from '../route.ts';

/**
 * Members of an organisation, whose memberships are all private. Who may not see these is redirected to the public ones.
 *
 * @see https://docs.github.com/rest/orgs/members
 */
export const organizationMembers: Route[] = organizationRoutes([
  {
    ...{ method: 'GET', path: '/members', permission: ['members', 'read'], isPublicToo: true },
    handle({ context: { world }, viewer, organization, address, query }) {
      if (!readsMembers(world, viewer, organization))
        return redirect(`${address.replace(/\/members$/, '/public_members')}`);
      const role = query.get('role') ?? 'all';
      const listed = membersOf(world, organization).filter(
        (member) => role === 'all' || member.role === role,
      );
      return pageOf(listed, { base: address, query }, ({ account }) => userShape(world.host, account));
    },
  },
  {
    ...{ method: 'GET', path: '/public_members' },
    handle: ({ address, query }) => pageOf([], { base: address, query }, (none) => none),
  },
]);
