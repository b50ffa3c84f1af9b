import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { id, repositoryParams } from '../parameters.ts';
import { repository, repositoryExample, repositoryWithRaw } from '../schemas/repository.ts';

/** The mirrored repositories. */
export const repositories = {
  listRepositories: defineRoute({
    path: '/api/v1/repositories',
    summary: 'Repositories, by name',
    scope: 'read',
    query: paging,
    response: listOf(repository),
    example: pageExample(repositoryExample),
  }),
  getRepositoryById: defineRoute({
    path: '/api/v1/repositories/by-id/{id}',
    summary: 'One repository by the id that survives renames',
    scope: 'read',
    params: z.object({ id }),
    response: repository,
    problems: [404],
    example: repositoryExample,
  }),
  getRepository: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}',
    summary: 'One repository by its name',
    scope: 'read',
    params: repositoryParams,
    response: repository,
    problems: [404],
    example: repositoryExample,
  }),
  getRepositoryInfo: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}/info',
    summary: "One repository with GitHub's own object",
    scope: 'read',
    params: repositoryParams,
    response: repositoryWithRaw,
    problems: [404],
    example: { ...repositoryExample, raw: { id: 186_853_002, full_name: 'octo-org/octo-repo' } },
  }),
};
