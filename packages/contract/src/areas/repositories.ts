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
  invalidateCache: defineRoute({
    method: 'post',
    path: '/api/v1/repositories/{owner}/{repo}/cache/invalidate',
    summary: 'Have answers made anew',
    description:
      'Drops cached answers of the repository, and those across repositories. Changes in the twin do so by themselves within a second.',
    scope: 'write',
    params: repositoryParams,
    body: z
      .strictObject({
        pattern: z
          .string()
          .max(64)
          .regex(/^[a-z_]*(\*[a-z_]*){0,3}$/, 'must be letters, underscores and at most three stars')
          .default('*')
          .describe('Which resources, named as in the change log; * stands for any text.'),
      })
      .default({ pattern: '*' })
      .meta({ id: 'CacheInvalidation' }),
    bodyExample: { pattern: 'pull_*' },
    response: z.object({ status: z.literal('invalidated'), pattern: z.string() }),
    problems: [404],
    example: { status: 'invalidated', pattern: 'pull_*' },
  }),
};
