import { repositoryFilters, repositorySorts } from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { filterSchemas } from '../mirrored/filter-schemas.ts';
import { fullName, id, repositoryParams } from '../parameters.ts';
import { repository, repositoryExample, repositoryWithRaw } from '../schemas/repository.ts';
import { repositorySync, repositorySyncExample, syncJob, syncJobExample } from '../schemas/sync-job.ts';

const settings = {
  auto_sync_enabled: z.boolean().describe('Whether it is synced automatically.'),
  sync_interval_minutes: z
    .int()
    .min(1)
    .max(1_440)
    .nullable()
    .describe('Sync interval in minutes; null: the configured default.'),
};
const token = z
  .string()
  .regex(/^[\x21-\x7e]{20,2000}$/, 'must be a token: 20 to 2,000 printable characters without spaces')
  .describe(
    "A token of the repository's own, which its requests use first. If GitHub refuses it or its limit is exhausted, its installation or the configured tokens are used. Never returned.",
  );
const withJob = repository
  .extend({
    sync_job: syncJob
      .nullable()
      .describe('Sync job of the import; null if the repository was already tracked.'),
  })
  .meta({ id: 'RepositoryWithSyncJob' });

/** The mirrored repositories. */
export const repositories = {
  listRepositories: defineRoute({
    path: '/api/v1/repositories',
    summary: 'List repositories, by default by name',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      ...filterSchemas(repositoryFilters),
      sort: z.enum(Object.keys(repositorySorts)).default('full_name'),
      direction: z.enum(['asc', 'desc']).default('asc'),
      accessible: z
        .enum(['true', 'all'])
        .default('true')
        .describe(
          '`all`: includes repositories that no credential can access any more; they have `inaccessible_since`.',
        ),
    }),
    response: listOf(repository),
    example: pageExample(repositoryExample),
  }),
  createRepository: defineRoute({
    method: 'post',
    path: '/api/v1/repositories',
    summary: 'Track a repository, and import it',
    description:
      "Looks up the repository on GitHub through the App's installation on its owner, else through the configured tokens. If it is already tracked, only its settings are changed, and the status is 200. A key that is limited to some repositories can add only these.",
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
    summary: 'Get a repository by its id, which renames do not change',
    scope: 'read',
    limitedKeys: 'bounded',
    params: z.object({ id }),
    response: repository,
    problems: [404],
    example: repositoryExample,
  }),
  getRepository: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}',
    summary: 'Get a repository by name',
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
    summary: 'Update the sync settings and the token of a repository',
    description:
      'Omitted fields are unchanged. A token is validated by fetching the repository from GitHub, then stored encrypted; null removes it.',
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
      'The repository and its objects are no longer returned, synced, imported, or changed by deliveries. Nothing changes on GitHub. Its rows are removed after `INSTALLATION_RETENTION_DAYS`. Add it again to track and import it again.',
    scope: 'write',
    limitedKeys: 'bounded',
    params: repositoryParams,
    query: z.object({
      confirm: fullName.describe(
        'Confirms the name of the repository, case-insensitive: a path that a client or a proxy has rewritten deletes nothing.',
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
      'Runs at high priority. With `wait=true` the request waits for the end of the sync, at most 25 seconds; with 200 the sync has ended, `status` is its result, and `changes` lists its changes. If the rate limit of GitHub is exhausted, `wait=true` is answered with 429 and the time of the reset.',
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
          .describe(
            'Read everything again, even if it was synced recently. Default: read only what changed.',
          ),
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
    summary: "Get a repository with GitHub's own object",
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
    summary: 'Invalidate cached responses of a repository',
    description:
      'Drops cached responses of the repository, and of lists across repositories. Changes in the twin do this automatically within a second.',
    scope: 'write',
    limitedKeys: 'bounded',
    params: repositoryParams,
    body: z
      .strictObject({
        pattern: z
          .string()
          .max(64)
          .regex(
            /^[a-z_]*(\*[a-z_]*){0,3}$/,
            'must consist of letters, underscores and at most three asterisks',
          )
          .default('*')
          .describe('Which resources, named as in the change log; `*` matches any text.'),
      })
      .default({ pattern: '*' })
      .meta({ id: 'CacheInvalidation' }),
    bodyExample: { pattern: 'pull_*' },
    response: z.object({ status: z.literal('invalidated'), pattern: z.string() }),
    problems: [404],
    example: { status: 'invalidated', pattern: 'pull_*' },
  }),
};
