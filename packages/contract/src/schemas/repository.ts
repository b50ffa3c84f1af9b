import { z } from 'zod';
import { account, boolean, id, integer, maybeTime, observed, raw, text, texts, time } from '../fields.ts';
import { accountExample, observedExample, repositoryRefExample, timeExample } from './examples.ts';
import { pendingConfirmation, unconfirmed } from './pending-confirmation.ts';

/** A list of a repository that GitHub does not return. */
export const restriction = z
  .object({
    resource: z
      .string()
      .describe('The list; `repositories`: the repository as a whole; `probe`: its comparison with GitHub.'),
    state: z
      .enum(['disabled', 'blocked', 'refused', 'failed', 'incomplete'])
      .describe(
        '`disabled`: the feature is off; `blocked`: GitHub blocks access; `refused`: GitHub refuses the list to the configured credentials; `failed`: requests fail; `incomplete`: some objects cannot be read, and the others are mirrored. Data that is already mirrored is kept.',
      ),
    reason: text.describe("GitHub's message."),
    since: time,
    checked_at: time.describe('When it was last requested: daily, or with each sync if it failed.'),
  })
  .meta({ id: 'Restriction' });

export const repository = z
  .object({
    id,
    node_id: text,
    name: text,
    full_name: text,
    owner: account,
    private: boolean,
    visibility: text,
    description: text,
    homepage: text,
    language: text,
    license: z.object({ spdx_id: z.string() }).nullable(),
    default_branch: text,
    topics: texts,
    fork: boolean,
    archived: boolean,
    disabled: boolean,
    is_template: boolean,
    size: integer.describe('In kilobytes.'),
    stargazers_count: integer,
    forks_count: integer,
    open_issues_count: integer.describe('Includes pull requests, as on GitHub.'),
    open_pulls_count: z.int().describe('Open pull requests that are mirrored; GitHub reports no such count.'),
    html_url: text,
    created_at: maybeTime,
    updated_at: maybeTime,
    pushed_at: maybeTime,
    auto_sync_enabled: z.boolean().describe('Whether it is synced automatically.'),
    sync_interval_minutes: integer.describe('Sync interval in minutes; null: the configured default.'),
    webhook_configured: z.boolean().describe('Whether a registered hook covers it.'),
    has_own_token: z.boolean().describe('Whether it has its own token for requests to GitHub.'),
    last_synced_at: maybeTime,
    last_sync_error: text.describe('Why the last sync failed, or which lists it had to skip, one per line.'),
    restrictions: z.array(restriction).describe('Lists that GitHub currently does not return.'),
    inaccessible_since: maybeTime.describe(
      'Since when no installation and no token can access it on GitHub; null if one can.',
    ),
    pending_confirmation: pendingConfirmation,
    unconfirmed,
    ...observed,
  })
  .meta({ id: 'Repository' });

export const repositoryWithRaw = repository.extend({ raw }).meta({ id: 'RepositoryWithRaw' });

export type Repository = z.output<typeof repository>;

export const repositoryExample: Repository = {
  ...repositoryRefExample,
  node_id: 'MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=',
  name: 'octo-repo',
  owner: { ...accountExample, login: 'octo-org' },
  private: false,
  visibility: 'public',
  description: 'The repository of all the bugs',
  homepage: null,
  language: 'TypeScript',
  license: { spdx_id: 'Apache-2.0' },
  default_branch: 'main',
  topics: ['bugs'],
  fork: false,
  archived: false,
  disabled: false,
  is_template: false,
  size: 108,
  stargazers_count: 80,
  forks_count: 9,
  open_issues_count: 2,
  open_pulls_count: 1,
  html_url: 'https://github.com/octo-org/octo-repo',
  created_at: '2020-01-26T19:01:12.000Z',
  updated_at: timeExample,
  pushed_at: timeExample,
  auto_sync_enabled: true,
  sync_interval_minutes: null,
  webhook_configured: true,
  has_own_token: false,
  last_synced_at: null,
  last_sync_error: 'issues: disabled (Issues are disabled for this repo)',
  restrictions: [
    {
      resource: 'issues',
      state: 'disabled',
      reason: 'Issues are disabled for this repo',
      since: timeExample,
      checked_at: timeExample,
    },
  ],
  inaccessible_since: null,
  pending_confirmation: null,
  unconfirmed: false,
  ...observedExample,
};
