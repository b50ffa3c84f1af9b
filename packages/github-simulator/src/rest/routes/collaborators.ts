import type { World } from '../../world/create-world.ts';
import type { Account, Repository } from '../../world/model.ts';
import { RestError } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { collaboratorShape, type Role } from '../shapes/collaborator.ts';

/** Who may write to a repository: its owner or its organisation's members, and whom it was opened to. */
export const collaborators = repositoryRoutes([
  {
    method: 'GET',
    path: '/collaborators',
    permission: ['metadata', 'read'],
    handle({ context: { world }, viewer, repository, address, query }) {
      const all = collaboratorsOf(world, repository);
      const { account, kind } = viewer;
      if (kind === 'anonymous' || (account !== null && !all.some((each) => each.account === account))) {
        throw new RestError(403, 'Must have push access to view repository collaborators.');
      }
      const isDirect = query.get('affiliation') === 'direct' || query.get('affiliation') === 'outside';
      const listed = all.filter((each) => !isDirect || each.direct);
      return pageOf(listed, { base: address, query }, (each) =>
        collaboratorShape(world.host, each.account, each.role),
      );
    },
  },
]);

function collaboratorsOf(
  { accounts, organisation }: World,
  { owner, collaborators }: Repository,
): { account: Account; role: Role; direct: boolean }[] {
  const invited = [...collaborators.values()].map(({ account, permission }) => ({
    account,
    role: permission,
    direct: true,
  }));
  const others =
    // How accounts stand to other organisations is not known.
    owner === organisation
      ? [...accounts.values()].filter(
          ({ association }) => association === 'MEMBER' || association === 'OWNER',
        )
      : [owner];
  return [
    ...invited,
    ...others
      .filter((account) => account.type === 'User' && !collaborators.has(account.login.toLowerCase()))
      .map((account) => ({
        account,
        role: account === owner ? ('admin' as const) : ('write' as const),
        direct: account === owner,
      })),
  ].sort((one, other) => one.account.id - other.account.id);
}
