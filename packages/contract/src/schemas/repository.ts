import { z } from 'zod';
import { account, boolean, id, integer, maybeTime, observed, raw, text, texts, time } from '../fields.ts';
import { accountExample, observedExample, repositoryRefExample, timeExample } from './examples.ts';
import { pendingConfirmation, unconfirmed } from './pending-confirmation.ts';

/** A list of a repository that GitHub does not show. */
export const restriction = z
  .object({
    resource: z
      .string()
      .describe('The list; `repositories`: the repository as a whole; `probe`: its comparison with GitHub.'),
    state: z
      .enum(['disabled', 'blocked', 'refused', 'failed', 'incomplete'])
      .describe(
        'The feature is off; GitHub blocks access; it refuses the list to the credentials that are configured; requests for it fail; or some of what it shows cannot be read, and the rest is mirrored. What is mirrored stays.',
      ),
    reason: text.describe("In GitHub's words."),
    since: time,
    checked_at: time.describe('When it was last requested: daily, or with each sync where it failed.'),
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
    open_issues_count: integer.describe('Pull requests included, as GitHub counts.'),
    open_pulls_count: z.int().describe('Open pull requests that are mirrored; GitHub tells no such count.'),
    html_url: text,
    created_at: maybeTime,
    updated_at: maybeTime,
    pushed_at: maybeTime,
    auto_sync_enabled: z.boolean().describe('Whether it is compared with GitHub by itself.'),
    sync_interval_minutes: integer.describe('How often; null: as configured for all.'),
    webhook_configured: z.boolean().describe('Whether a hook that is registered here tells of it.'),
    has_own_token: z.boolean().describe('Whether GitHub is asked for it with a token of its own.'),
    last_synced_at: maybeTime,
    last_sync_error: text.describe(
      'Why the last sync failed, or which lists it had to leave out, a line each.',
    ),
    restrictions: z.array(restriction).describe('What GitHub does not show of it at the moment.'),
    unseen_since: maybeTime.describe(
      'Since when no installation and no token sees it on GitHub; null where one does.',
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
  unseen_since: null,
  pending_confirmation: null,
  unconfirmed: false,
  ...observedExample,
};
