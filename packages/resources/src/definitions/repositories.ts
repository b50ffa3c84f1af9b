import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, partial, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, boolean, id, integer, license, text, texts, time } from '../field-kinds.ts';
import type { Filters } from '../filter.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { listOf } from '../list-of.ts';
import { omit } from '../omit.ts';
import type { Sort } from '../representation.ts';
import { repository as shape } from '../stored/shapes/repository.ts';
import { byTime } from './sorts.ts';

const counts = {
  size: integer(108),
  stargazers_count: integer(80),
  forks_count: integer(9),
  open_issues_count: integer(4),
};

const fields = {
  id: id(),
  node_id: text(),
  owner: account('owner'),
  name: text(),
  full_name: text(),
  private: boolean(),
  visibility: text(),
  description: text(),
  homepage: text(),
  language: text(),
  license: license(),
  default_branch: text(),
  topics: texts(),
  fork: boolean(),
  archived: boolean(),
  disabled: boolean(),
  is_template: boolean(),
  html_url: text(),
  created_at: time(),
  updated_at: time(),
  pushed_at: time(),
};

/** A repository in events that do not change its counts. */
const withoutCounts = objectOf(fields);

const githubRepository = objectOf({ ...fields, ...counts });

/** Accounts and other objects have an id, too: a repository is recognised by its full name. */
const named = z
  .looseObject({ full_name: z.string().regex(/^[^/]+\/[^/]+$/), name: github.text, owner: github.account })
  .refine(
    ({ full_name, name, owner }) =>
      full_name === `${owner?.login ?? full_name.split('/')[0]}/${name ?? full_name.split('/')[1]}`,
    'must be named owner/name',
  );

/** Change without `updated_at`. */
const volatile = [
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
const embedded = on({ repository: withoutCounts }, ({ repository }) => [whole(omit(repository, volatile))]);

/** Events that change a count embed the complete repository. */
const withCounts = on(withRepository, ({ repository }) => [whole(repository)]);

const movesOpenIssues = new Set(['opened', 'closed', 'reopened', 'deleted', 'transferred']);
const withOpenIssues = on({ repository: withoutCounts }, ({ action, repository }) => {
  const areCountsIncluded = movesOpenIssues.has(action) && githubRepository.safeParse(repository).success;
  return [whole(areCountsIncluded ? repository : omit(repository, volatile))];
});

/** Actions that hide or rename a repository, or reverse that. */
const hiding = new Set(['deleted', 'renamed', 'transferred', 'privatized', 'publicized']);

const listed = listOf(githubRepository);

export const repositories = defineResource({
  name: 'repositories',
  repositoryId: ({ id }) => id,
  inRepository: false,
  account: { id: 'owner_id' },
  fields: { ...fields, ...counts },
  shape,
  schema: githubRepository,
  answered: named,
  drift: { probe: ['repository'] },
  clock: (repository) => toClock(repository.updated_at),
  volatile,
  confirmedKeys: ['name', 'full_name', 'owner', 'private', 'visibility'],
  columns: ({ owner, full_name, private: isPrivate, visibility }) => ({
    owner_login: owner?.login ?? full_name?.split('/')[0],
    visibility: visibility ?? visibilityOf(isPrivate),
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
        ...(action === 'deleted' && { isDeleted: true }),
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
    ...apiAddress(repository.forks_url),
    ...(repository.owner ? { owner: omit(repository.owner, ['name', 'email']) } : {}),
    ...(created_at === undefined ? {} : { created_at: seconds(created_at) }),
    ...(pushed_at === undefined ? {} : { pushed_at: seconds(pushed_at) }),
  };
}

/** A push has the address of the page as `url`; all others of the repository follow from that in the API. */
function apiAddress(forks: unknown): { url?: string } {
  const end = '/forks';
  return typeof forks === 'string' && forks.endsWith(end) ? { url: forks.slice(0, -end.length) } : {};
}

/** GitHub's format of times, `2026-01-01T00:00:00Z`. */
const seconds = (value: unknown) => toClock(value).replace('.000Z', 'Z') || null;

function visibilityOf(isPrivate: boolean | null | undefined): string | undefined {
  return typeof isPrivate === 'boolean' ? (isPrivate ? 'private' : 'public') : undefined;
}

/**
 * Filters of lists of repositories; the schema of a repository is in the contract, because it contains more than
 * mirrored fields.
 */
export const repositoryFilters: Filters = {
  owner: {
    is: 'equalIgnoringCase',
    column: 'owner_login',
    description: 'Login of the owner, case-insensitive.',
  },
  language: {
    is: 'equalIgnoringCase',
    column: 'language',
    description: 'The main language, case-insensitive.',
  },
  visibility: { is: 'oneOf', column: 'visibility', values: ['public', 'private', 'internal'] },
  archived: { is: 'boolean', column: 'archived' },
  fork: { is: 'boolean', column: 'fork' },
  topic: {
    is: 'including',
    column: 'topics',
    description: 'A topic; `none`: without topics; `*`: with any.',
  },
};

/** `full_name` is case-insensitive, as on GitHub. */
export const repositorySorts: Readonly<Record<'full_name' | 'created' | 'updated' | 'pushed', Sort>> = {
  full_name: { column: 'full_name', type: 'text' },
  created: byTime('created_at'),
  updated: byTime('updated_at'),
  pushed: byTime('pushed_at'),
};
