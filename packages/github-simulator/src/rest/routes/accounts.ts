import { userShape } from '../../shapes/account.ts';
import { notFound, ok, requiresAuthentication } from '../answer.ts';
import { pageOf } from '../page.ts';
import type { Call, Route } from '../route.ts';
import { fullOrganizationShape } from '../shapes/organization.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import { visibleRepositories } from '../visible-repositories.ts';

/** People and organisations, and what they own. */
export const accounts: Route[] = [
  {
    method: 'GET',
    path: '/user',
    asks: 'account',
    handle({ context: { world }, viewer }) {
      if (viewer.account === null) throw requiresAuthentication();
      const { name, email } = viewer.account;
      return ok({ ...userShape(world.host, viewer.account), name, email });
    },
  },
  {
    method: 'GET',
    path: '/users/:login',
    handle({ context: { world }, params }) {
      const account = world.accounts.get((params.login ?? '').toLowerCase());
      if (account === undefined) throw notFound();
      return ok({ ...userShape(world.host, account), name: account.name, email: account.email });
    },
  },
  {
    method: 'GET',
    path: '/orgs/:login',
    handle({ context: { world }, params }) {
      const account = world.accounts.get((params.login ?? '').toLowerCase());
      if (account === undefined || account.type !== 'Organization') throw notFound();
      return ok(fullOrganizationShape(world, account));
    },
  },
  { method: 'GET', path: '/orgs/:login/repos', handle: listRepositories },
  { method: 'GET', path: '/users/:login/repos', handle: listRepositories },
];

function listRepositories({ context: { world }, viewer, params, address, query }: Call) {
  const account = world.accounts.get((params.login ?? '').toLowerCase());
  if (account === undefined) throw notFound();
  const owned = visibleRepositories(world, viewer).filter(({ owner }) => owner.id === account.id);
  return pageOf(owned, { base: address, query }, (repository) =>
    listedRepositoryShape(world.host, repository),
  );
}
