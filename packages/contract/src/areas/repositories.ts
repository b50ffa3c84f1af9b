import { repositoryFilters, repositorySorts } from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { filterSchemas } from '../mirrored/filter-schemas.ts';
import { fullName, id, repositoryParams } from '../parameters.ts';
import { repository, repositoryExample, repositoryWithRaw } from '../schemas/repository.ts';
import { repositorySync, repositorySyncExample, syncJob, syncJobExample } from '../schemas/sync-job.ts';

const settings = {
  auto_sync_enabled: z.boolean().describe('Whether it is compared with GitHub by itself.'),
  sync_interval_minutes: z
    .int()
    .min(1)
    .max(1_440)
    .nullable()
    .describe('How often; null: as configured for all.'),
};
const token = z
  .string()
  .regex(/^[\x21-\x7e]{20,2000}$/, 'must be a token: 20 to 2,000 printable characters without spaces')
  .describe(
    'Its own token: requests for it use this one first; where GitHub refuses it, or its limit is used up, its installation or the configured tokens. Never shown again.',
  );
const withJob = repository
  .extend({ sync_job: syncJob.nullable().describe('Its import; null where it was tracked already.') })
  .meta({ id: 'RepositoryWithSyncJob' });

/** The mirrored repositories. */
export const repositories = {
  listRepositories: defineRoute({
    path: '/api/v1/repositories',
    summary: 'Repositories, by default by name',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      ...filterSchemas(repositoryFilters),
      sort: z.enum(Object.keys(repositorySorts)).default('full_name'),
      direction: z.enum(['asc', 'desc']).default('asc'),
      accessible: z
        .enum(['true', 'all'])
        .default('true')
        .describe('`all`: also those that no credential can access any more; they have `unseen_since`.'),
    }),
    response: listOf(repository),
    example: pageExample(repositoryExample),
  }),
  createRepository: defineRoute({
    method: 'post',
    path: '/api/v1/repositories',
    summary: 'Track a repository, and import it',
    description:
      "It is looked for on GitHub by the App's installation on its owner, else by the configured tokens. One that is tracked already only has its settings changed, which is 200. A key that is limited to some repositories adds none but these.",
    scope: 'write',
    limitedKeys: 'bounded',
    body: z
      .strictObject({
        repository: fullName,
        auto_sync_enabled: settings.auto_sync_enabled.optional(),
        sync_interval_minutes: settings.sync_interval_minutes.optional(),
        token: token.optional(),
      })
      .meta({ id: 'NewRepository' }),
    bodyExample: { repository: 'octo-org/octo-repo', sync_interval_minutes: 60 },
    status: 201,
    otherStatus: 200,
    location: 'The repository.',
    response: withJob,
    problems: [404, 409, 422, 429, 502, 504],
    example: { ...repositoryExample, sync_job: syncJobExample },
  }),
  getRepositoryById: defineRoute({
    path: '/api/v1/repositories/by-id/{id}',
    summary: 'One repository by the id that survives renames',
    scope: 'read',
    limitedKeys: 'bounded',
    params: z.object({ id }),
    response: repository,
    problems: [404],
    example: repositoryExample,
  }),
  getRepository: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}',
    summary: 'One repository by its name',
    scope: 'read',
    limitedKeys: 'bounded',
    params: repositoryParams,
    response: repository,
    problems: [404],
    example: repositoryExample,
  }),
  updateRepository: defineRoute({
    method: 'patch',
    path: '/api/v1/repositories/{owner}/{repo}',
    summary: 'Change how a repository is synced, and as whom',
    description:
      'What is left out stays as it is. A token is stored, encrypted, once GitHub has shown it the repository; null removes it.',
    scope: 'write',
    limitedKeys: 'bounded',
    params: repositoryParams,
    body: z
      .strictObject({ ...settings, token: token.nullable() })
      .partial()
      .meta({ id: 'TrackingSettings' }),
    bodyExample: { auto_sync_enabled: true, sync_interval_minutes: 60 },
    response: repository,
    problems: [404, 409, 422, 429, 502, 503, 504],
    example: { ...repositoryExample, sync_interval_minutes: 60 },
  }),
  deleteRepository: defineRoute({
    method: 'delete',
    path: '/api/v1/repositories/{owner}/{repo}',
    summary: 'Stop tracking a repository',
    description:
      'It is shown no more with all that is in it; no sync, import or delivery touches it; on GitHub nothing happens. After `INSTALLATION_RETENTION_DAYS` its rows are removed. Adding it again tracks and imports it again.',
    scope: 'write',
    limitedKeys: 'bounded',
    params: repositoryParams,
    query: z.object({
      confirm: fullName.describe(
        'The name of the repository once more, in any case: a path that a client or a proxy has rewritten deletes nothing.',
      ),
    }),
    status: 204,
    response: z.undefined(),
    problems: [404],
    example: undefined,
  }),
  syncRepository: defineRoute({
    method: 'post',
    path: '/api/v1/repositories/{owner}/{repo}/sync',
    summary: 'Sync a repository now',
    description:
      'At high priority. With `wait=true` the end is waited for, at most 25 seconds; 200 says that it has come, how it ended is in `status`, and what it changed in `changes`. Where the rate limit of GitHub is exhausted, `wait=true` is answered with 429 and the time of the reset.',
    scope: 'write',
    limitedKeys: 'bounded',
    params: repositoryParams,
    query: z.object({
      wait: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true')
        .meta({
          override: ({ jsonSchema }) => {
            delete jsonSchema.enum;
            Object.assign(jsonSchema, { type: 'boolean', default: false });
          },
        }),
    }),
    body: z
      .strictObject({
        force: z
          .boolean()
          .default(false)
          .describe('Read everything again, however lately that was done; else only what moved.'),
      })
      .default({ force: false })
      .meta({ id: 'RepositorySyncRequest' }),
    bodyExample: { force: false },
    status: 202,
    otherStatus: 200,
    location: 'The sync job.',
    response: repositorySync,
    problems: [404, 409, 429],
    example: repositorySyncExample,
  }),
  getRepositoryInfo: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}/info',
    summary: "One repository with GitHub's own object",
    scope: 'read',
    limitedKeys: 'bounded',
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
    limitedKeys: 'bounded',
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
