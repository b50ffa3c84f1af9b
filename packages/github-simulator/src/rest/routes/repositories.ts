import { noContent, ok } from '../answer.ts';
import { changeRepository, readSettings } from '../change-repository.ts';
import { contributorsOf } from '../contributors.ts';
import type { JsonOf } from '../json-of.ts';
import { pageOf } from '../page.ts';
import { readTopics } from '../read-topics.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { sceneOf } from '../scene-of.ts';
import { contributorShape } from '../shapes/contributor.ts';
import { fullRepositoryShape } from '../shapes/repository.ts';

/** A repository, and its topics and languages. */
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
    method: 'DELETE',
    path: '',
    permission: ['administration', 'write'],
    handle(call) {
      call.context.run(call.context.commands.deleteRepository(sceneOf(call)));
      return noContent();
    },
  },
  {
    method: 'GET',
    path: '/topics',
    permission: ['metadata', 'read'],
    handle: ({ repository }) => ok<JsonOf<'repos/get-all-topics'>>({ names: repository.topics }),
  },
  {
    method: 'PUT',
    path: '/topics',
    permission: ['administration', 'write'],
    handle(call) {
      const { context, repository } = call;
      const topics = readTopics(call.body);
      if (topics.join() !== repository.topics.join()) {
        context.run(context.commands.editRepository({ ...sceneOf(call), topics }));
      }
      return ok<JsonOf<'repos/replace-all-topics'>>({ names: repository.topics });
    },
  },
  {
    method: 'GET',
    path: '/languages',
    permission: ['metadata', 'read'],
    handle: ({ repository }) =>
      ok<JsonOf<'repos/list-languages'>>(
        repository.language === null ? {} : { [repository.language]: repository.size * 1_024 },
      ),
  },
  {
    method: 'GET',
    path: '/contributors',
    permission: ['metadata', 'read'],
    handle({ context, repository, address, query }) {
      // Every author has an account, so none is anonymous.
      query.get('anon');
      return pageOf(contributorsOf(repository), { base: address, query }, ({ account, contributions }) =>
        contributorShape(context.world.host, account, contributions),
      );
    },
  },
]);
