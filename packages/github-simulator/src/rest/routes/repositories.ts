import { userShape } from '../../shapes/account.ts';
import { ok, validationFailed } from '../answer.ts';
import { changeRepository, readSettings } from '../change-repository.ts';
import { contributorsOf } from '../contributors.ts';
import { isObject } from '../is-object.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { sceneOf } from '../scene-of.ts';
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
    method: 'PUT',
    path: '/topics',
    permission: ['administration', 'write'],
    handle(call) {
      const topics = readTopics(call.body);
      call.context.run(call.context.commands.editRepository({ ...sceneOf(call), topics }));
      return ok({ names: call.repository.topics });
    },
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

/** In lower case, as GitHub keeps them. @throws RestError 422 for what no topics can be. */
function readTopics(body: unknown): string[] {
  const names = isObject(body) ? body.names : undefined;
  const isTopic = (name: unknown): name is string =>
    typeof name === 'string' && /^[a-z0-9][a-z0-9-]{0,49}$/i.test(name);
  if (!Array.isArray(names) || names.length > 20 || !names.every(isTopic)) {
    throw validationFailed({ resource: 'Repository', field: 'topics', code: 'invalid' });
  }
  return names.map((name) => name.toLowerCase());
}
