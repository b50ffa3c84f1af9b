import type { Repository } from '@hubtwin/contract';
import { repositories as definition, repositoryFilters, repositorySorts } from '@hubtwin/resources';
import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from '../mirrored/condition-of.ts';
import { columnOf } from '../mirrored/present-fields.ts';
import { type ConfirmationRow, confirmation } from './pending-confirmation.ts';
import { account, observed, time } from './present.ts';
import { restrictionsOf } from './restrictions.ts';
import type { List, SortColumn } from './select-page.ts';
import type { OriginalSource, RowOf } from './source.ts';

type RepositoryRow = RowOf<'repositories'> &
  ConfirmationRow & {
    open_pulls_count: number;
    has_own_token: boolean;
    restrictions: Repository['restrictions'];
  };

/** Read from its index, because GitHub counts them with the issues. */
const openPulls = sql`(
  select count(*) from pull_requests as p
   where p.repository_id = t.id and p.state = 'open' and p.deleted_at is null)`;

const hasOwnToken = sql`exists (select from repository_tokens as k where k.repository_id = t.id)`;

/** The columns of a repository, from the table `t`. */
const columns: RawBuilder<unknown> = sql`
  t.id, t.node_id, t.owner_id, t.owner_login, t.name, t.full_name, t.private, t.visibility, t.description,
  t.homepage, t.language, t.license, t.default_branch, t.topics, t.fork, t.archived, t.disabled,
  t.is_template, t.size, t.stargazers_count, t.forks_count, t.open_issues_count, t.html_url, t.created_at,
  t.updated_at, t.pushed_at, t.auto_sync_enabled, t.sync_interval_minutes, t.webhook_configured, t.last_synced_at,
  t.last_sync_error, t.inaccessible_since, t.synced_at, t.source, ${openPulls} as open_pulls_count,
  ${hasOwnToken} as has_own_token, ${restrictionsOf(sql`t.id`)} as restrictions, ${confirmation}`;

const present = (row: RepositoryRow): Repository => ({
  id: row.id,
  node_id: row.node_id,
  name: row.name,
  full_name: row.full_name,
  owner: account(row.owner_id, row.owner_login),
  private: row.private,
  visibility: row.visibility,
  description: row.description,
  homepage: row.homepage,
  language: row.language,
  license: row.license === null ? null : { spdx_id: row.license },
  default_branch: row.default_branch,
  topics: row.topics ?? [],
  fork: row.fork,
  archived: row.archived,
  disabled: row.disabled,
  is_template: row.is_template,
  size: row.size,
  stargazers_count: row.stargazers_count,
  forks_count: row.forks_count,
  open_issues_count: row.open_issues_count,
  open_pulls_count: row.open_pulls_count,
  html_url: row.html_url,
  created_at: time(row.created_at),
  updated_at: time(row.updated_at),
  pushed_at: time(row.pushed_at),
  auto_sync_enabled: row.auto_sync_enabled,
  sync_interval_minutes: row.sync_interval_minutes,
  webhook_configured: row.webhook_configured,
  has_own_token: row.has_own_token,
  last_synced_at: time(row.last_synced_at),
  last_sync_error: row.last_sync_error,
  restrictions: row.restrictions,
  inaccessible_since: time(row.inaccessible_since),
  pending_confirmation: row.pending_confirmation,
  unconfirmed: row.unconfirmed,
  ...observed(row),
});

/** The filters of the list of repositories. */
export interface RepositoryFilters {
  accessible: 'true' | 'all';
  sort: string;
  direction: 'asc' | 'desc';
  [parameter: string]: unknown;
}

const byId: SortColumn = { by: sql`t.id`, type: 'number' };
const byName: SortColumn = { by: sql`lower(t.full_name)`, type: 'text' };

/** One repository, by a condition. */
export const repositories: OriginalSource<RepositoryRow, Repository> = {
  from: sql`repositories as t`,
  columns,
  stored: { ...(definition.shape && { shape: definition.shape }), repositoryId: sql<number>`t.id` },
  present,
};

/** @param order `sort`: one of `repositorySorts`. */
export const repositoriesBy = ({
  sort,
  direction,
}: Pick<RepositoryFilters, 'sort' | 'direction'>): List<RepositoryRow, Repository, RepositoryFilters> => {
  const time = Object.entries(repositorySorts).find(
    ([name, { type }]) => name === sort && type === 'time',
  )?.[1];
  return {
    ...repositories,
    name: 'repositories',
    repository: sql`t.id`,
    direction,
    order: [time === undefined ? byName : { by: columnOf(time.column), type: 'time', nullable: true }, byId],
    where: ({ accessible, ...filters }) => [
      sql`t.deleted_at is null and t.untracked_at is null and lower(t.full_name) is not null`,
      ...(accessible === 'all' ? [] : [sql`t.inaccessible_since is null`]),
      ...Object.entries(repositoryFilters).flatMap(([name, filter]) =>
        conditionsOf(filter, filters[name], null),
      ),
    ],
  };
};

/** The repositories of an installation, by id. */
export const installationRepositories: List<RepositoryRow, Repository, { installationId: number }> = {
  name: 'installation_repositories',
  from: sql`installation_repositories as i join repositories as t on t.id = i.repository_id`,
  columns,
  repository: sql`i.repository_id`,
  direction: 'asc',
  order: [{ by: sql`i.repository_id`, type: 'number' }],
  where: ({ installationId }) => [
    sql`i.installation_id = ${installationId} and i.deleted_at is null`,
    sql`t.deleted_at is null and t.untracked_at is null`,
  ],
  present,
};
