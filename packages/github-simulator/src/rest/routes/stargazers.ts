import { userShape } from '../../shapes/account.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';

/** Users who starred a repository, as far as they are in this world: other stars are counted only. */
export const stargazers = repositoryRoutes([
  {
    method: 'GET',
    path: '/stargazers',
    permission: ['metadata', 'read'],
    handle({ context: { world }, repository, address, query }) {
      const accounts = [...repository.stargazers].flatMap(
        (login) => world.accounts.get(login.toLowerCase()) ?? [],
      );
      return pageOf(accounts, { base: address, query }, (account) => userShape(world.host, account));
    },
  },
]);
