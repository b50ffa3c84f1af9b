import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, on, partial, whole } from '../define-resource.ts';
import { account, boolean, int4, text, time, timestamp, toClock } from '../github-types.ts';
import { listOf } from '../list-of.ts';
import { omit } from '../omit.ts';

/** A repository in events that do not change its counts. */
const withoutCounts = z.looseObject({
  id: z.number().int(),
  node_id: text,
  owner: account,
  name: text,
  full_name: text,
  private: boolean,
  visibility: text,
  description: text,
  homepage: text,
  language: text,
  license: z.looseObject({ spdx_id: text }).nullish(),
  default_branch: text,
  topics: listOf(z.string()).nullish(),
  fork: boolean,
  archived: boolean,
  disabled: boolean,
  is_template: boolean,
  html_url: text,
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
  pushed_at: timestamp.nullish(),
});

const githubRepository = withoutCounts.extend({
  size: int4,
  stargazers_count: int4,
  forks_count: int4,
  open_issues_count: int4,
});

/** Accounts and other objects have an id, too: a repository is recognised by its full name. */
const named = z
  .looseObject({ full_name: z.string().regex(/^[^/]+\/[^/]+$/), name: text, owner: account })
  .refine(
    ({ full_name, name, owner }) =>
      full_name === `${owner?.login ?? full_name.split('/')[0]}/${name ?? full_name.split('/')[1]}`,
    'must be named owner/name',
  );

/** Change without `updated_at`. */
const counts = [
  'open_issues',
  'open_issues_count',
  'stargazers_count',
  'watchers',
  'watchers_count',
  'forks',
  'forks_count',
  'size',
  'pushed_at',
];

/** These keys have another meaning or format in a push. */
const pushOnly = ['master_branch', 'stargazers', 'organization', 'url'];

const withRepository = { repository: githubRepository };

/** The repository as most events embed it, without its counts, which would change every time. */
const embedded = on({ repository: withoutCounts }, ({ repository }) => [whole(omit(repository, counts))]);

/** Events that change a count embed the complete repository. */
const withCounts = on(withRepository, ({ repository }) => [whole(repository)]);

const movesOpenIssues = new Set(['opened', 'closed', 'reopened', 'deleted', 'transferred']);
const withOpenIssues = on({ repository: withoutCounts }, ({ action, repository }) => {
  const areCountsIncluded = movesOpenIssues.has(action) && githubRepository.safeParse(repository).success;
  return [whole(areCountsIncluded ? repository : omit(repository, counts))];
});

/** Actions that hide or rename a repository, or reverse that. */
const hiding = new Set(['deleted', 'renamed', 'transferred', 'privatized', 'publicized']);

const listed = listOf(githubRepository);

export const repositories = defineResource({
  name: 'repositories',
  table: 'repositories',
  key: ['id'],
  repositoryId: ({ id }) => id,
  inRepository: false,
  account: { id: 'owner_id' },
  schema: githubRepository,
  answered: named,
  clock: (repository) => toClock(repository.updated_at),
  volatile: counts,
  confirmedKeys: ['name', 'full_name', 'owner', 'private', 'visibility'],
  columns: (repository) => ({
    node_id: repository.node_id,
    owner_id: repository.owner?.id,
    owner_login: repository.owner?.login ?? repository.full_name?.split('/')[0],
    name: repository.name,
    full_name: repository.full_name,
    private: repository.private,
    visibility: repository.visibility ?? visibilityOf(repository.private),
    description: repository.description,
    homepage: repository.homepage,
    language: repository.language,
    license: repository.license?.spdx_id,
    default_branch: repository.default_branch,
    topics: repository.topics,
    fork: repository.fork,
    archived: repository.archived,
    disabled: repository.disabled,
    is_template: repository.is_template,
    size: repository.size,
    stargazers_count: repository.stargazers_count,
    forks_count: repository.forks_count,
    open_issues_count: repository.open_issues_count,
    html_url: repository.html_url,
    created_at: time(repository.created_at),
    updated_at: time(repository.updated_at),
    pushed_at: time(repository.pushed_at),
  }),
  changes: [
    'full_name',
    'description',
    'homepage',
    'topics',
    'default_branch',
    'visibility',
    'private',
    'archived',
    'disabled',
    'stargazers_count',
    'forks_count',
    'open_issues_count',
    'pushed_at',
  ],
  item: {
    route: 'GET /repositories/{repository_id}',
    isHidden: true,
    parameters: ({ id }) => (typeof id === 'number' ? { repository_id: id } : null),
  },
  events: {
    repository: on(withRepository, ({ action, repository }) => [
      {
        ...whole(repository),
        ...(action === 'deleted' && { gone: true }),
        needsConfirmation: hiding.has(action),
      },
    ]),
    push: on(withRepository, ({ repository }) => [whole(fromPush(repository))]),
    star: withCounts,
    fork: withCounts,
    public: on(withRepository, ({ repository }) => [{ ...whole(repository), needsConfirmation: true }]),
    issues: withOpenIssues,
    pull_request: withOpenIssues,
    issue_comment: embedded,
    pull_request_review: embedded,
    pull_request_review_comment: embedded,
    pull_request_review_thread: embedded,
    create: embedded,
    delete: embedded,
    label: embedded,
    milestone: embedded,
    member: embedded,
    release: embedded,
    workflow_run: embedded,
    workflow_job: embedded,
    branch_protection_rule: embedded,
    installation_target: embedded,
    installation: on({ repositories: listed }, ({ action, repositories }) =>
      action === 'deleted' ? [] : repositories.map(partial),
    ),
    installation_repositories: on({ repositories_added: listed }, ({ repositories_added }) =>
      repositories_added.map(partial),
    ),
  },
});

/** Converts the repository of a push to the usual format. */
function fromPush(repository: z.output<typeof githubRepository>): JsonObject {
  const { owner, created_at, pushed_at, ...rest } = omit(repository, pushOnly);
  return {
    ...rest,
    ...(repository.owner ? { owner: omit(repository.owner, ['name', 'email']) } : {}),
    ...(created_at === undefined ? {} : { created_at: seconds(created_at) }),
    ...(pushed_at === undefined ? {} : { pushed_at: seconds(pushed_at) }),
  };
}

/** GitHub's format of times, `2026-01-01T00:00:00Z`. */
const seconds = (value: unknown) => toClock(value).replace('.000Z', 'Z') || null;

function visibilityOf(isPrivate: boolean | null | undefined): string | undefined {
  return typeof isPrivate === 'boolean' ? (isPrivate ? 'private' : 'public') : undefined;
}
