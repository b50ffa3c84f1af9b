import { userShape } from '../../shapes/account.ts';
import { ok } from '../answer.ts';
import { changeRepository, readSettings } from '../change-repository.ts';
import { contributorsOf } from '../contributors.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullRepositoryShape } from '../shapes/repository.ts';

/** A repository by itself, and what it is known by. */
export const repositories = repositoryRoutes([
  {
    method: 'GET',
    path: '',
    permission: ['metadata', 'read'],
    handle: ({ context, repository }) => ok(fullRepositoryShape(context.world.host, repository)),
  },
  {
    method: 'PATCH',
    path: '',
    permission: ['administration', 'write'],
    handle(call) {
      const { context, repository } = call;
      changeRepository(call, readSettings(call.body));
      return ok(fullRepositoryShape(context.world.host, repository));
    },
  },
  {
    method: 'GET',
    path: '/topics',
    permission: ['metadata', 'read'],
    handle: ({ repository }) => ok({ names: repository.topics }),
  },
  {
    method: 'GET',
    path: '/languages',
    permission: ['metadata', 'read'],
    handle: ({ repository }) =>
      ok(repository.language === null ? {} : { [repository.language]: repository.size * 1_024 }),
  },
  {
    method: 'GET',
    path: '/contributors',
    permission: ['metadata', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(contributorsOf(repository), { base: address, query }, ({ account, contributions }) => ({
        ...userShape(context.world.host, account),
        contributions,
      })),
  },
]);
