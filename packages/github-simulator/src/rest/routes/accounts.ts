import { accessOf } from '../../world/access-of.ts';
import type { Account, Repository } from '../../world/model.ts';
import { administersOrganization } from '../administers-organization.ts';
import { notFound, ok, requiresAuthentication } from '../answer.ts';
import { listRepositories } from '../list-repositories.ts';
import { organizationRoutes } from '../organization-routes.ts';
import type { Call, Route } from '../route.ts';
import { fullOrganizationShape, publicOrganizationShape } from '../shapes/organization.ts';
import { publicUserShape } from '../shapes/user.ts';

/** Users and organisations, and their repositories. */
export const accounts: Route[] = [
  {
    method: 'GET',
    path: '/user',
    caller: 'account',
    handle: (call) => ok(publicUserShape(call.context.world, ownAccount(call))),
  },
  {
    method: 'GET',
    path: '/user/repos',
    caller: 'account',
    handle(call) {
      const account = ownAccount(call);
      const isMine = affiliatedWith(call, account);
      return listRepositories(call, isMine, { sort: 'full_name' });
    },
  },
  {
    method: 'GET',
    path: '/user/:account_id',
    handle(call) {
      const { context, params } = call;
      const account = context.world.accounts.values().find(({ id }) => id === Number(params.account_id));
      if (account === undefined) throw notFound();
      return ok(publicUserShape(context.world, account));
    },
  },
  {
    method: 'GET',
    path: '/users/:login',
    handle: (call) => ok(publicUserShape(call.context.world, accountOf(call))),
  },
  {
    method: 'GET',
    path: '/users/:login/repos',
    handle(call) {
      const account = accountOf(call);
      // Public ones only, for any viewer: users list their own private ones at `/user/repos`.
      return listRepositories(call, ({ owner, private: isPrivate }) => owner === account && !isPrivate);
    },
  },
  ...organizationRoutes([
    {
      method: 'GET',
      path: '',
      handle({ context: { world }, viewer, organization }) {
        const shape = administersOrganization(world, viewer, organization)
          ? fullOrganizationShape
          : publicOrganizationShape;
        return ok(shape(world, organization));
      },
    },
    {
      method: 'GET',
      path: '/repos',
      handle: (call) => listRepositories(call, ({ owner }) => owner === call.organization),
    },
  ]),
];

function ownAccount({ viewer }: Call): Account {
  if (viewer.account === null) throw requiresAuthentication();
  return viewer.account;
}

function accountOf({ context: { world }, params }: Call): Account {
  const account = world.accounts.get((params.login ?? '').toLowerCase());
  if (account === undefined) throw notFound();
  return account;
}

/**
 * Own repositories, those of collaborators, and those of the organisation: all, unless `affiliation` restricts them.
 */
function affiliatedWith({ context: { world }, query }: Call, account: Account) {
  const requested = query.get('affiliation')?.split(',');
  return (repository: Repository) => {
    const kind =
      repository.owner === account
        ? 'owner'
        : repository.collaborators.has(account.login.toLowerCase())
          ? 'collaborator'
          : 'organization_member';
    return accessOf(world, account, repository) !== 'none' && (requested?.includes(kind) ?? true);
  };
}
