import type { Issue } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { account, observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export interface IssueFilters {
  state: 'open' | 'closed' | 'all';
  author?: string | undefined;
  since?: string | undefined;
  sort: 'updated' | 'created' | 'number' | 'id';
  direction: 'asc' | 'desc';
}

const id = { by: sql`t.id`, type: 'number' } as const;

/** What each sort orders by; but by `updated`, no update changes it. */
const orders: Record<IssueFilters['sort'], List<unknown, unknown, unknown>['order']> = {
  updated: [{ by: sql`t.updated_at`, type: 'time', nullable: true }, id],
  created: [{ by: sql`t.created_at`, type: 'time', nullable: true }, id],
  number: [{ by: sql`t.number`, type: 'number', nullable: true }, id],
  id: [id],
};

/** A list of issues, or of what has their columns, in the order that is asked for. */
export const sorted = <Row, Item>(
  list: List<Row, Item, IssueFilters>,
  { sort, direction }: Pick<IssueFilters, 'sort' | 'direction'>,
): List<Row, Item, IssueFilters> => ({ ...list, order: orders[sort], direction });

export const issues: List<RowOf<'issues'> & InRepository, Issue, IssueFilters> = {
  name: 'issues',
  from: inRepository.from('issues'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.number, t.title, t.body, t.state,
    t.state_reason, t.locked, t.comments, t.author_id, t.author_login, t.assignees, t.labels,
    t.milestone_number, t.html_url, t.created_at, t.updated_at, t.closed_at, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'desc',
  order: orders.updated,
  where: ({ state, author, since }) => [
    inRepository.alive,
    ...(state === 'all' ? [] : [sql`t.state = ${state}`]),
    ...(author === undefined ? [] : [sql`lower(t.author_login) = lower(${author})`]),
    ...(since === undefined ? [] : [sql`t.updated_at >= ${since}`]),
  ],
  present: (row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    body: row.body,
    state: row.state,
    state_reason: row.state_reason,
    locked: row.locked,
    comments: row.comments,
    user: account(row.author_id, row.author_login),
    assignees: row.assignees ?? [],
    labels: row.labels ?? [],
    milestone: row.milestone_number === null ? null : { number: row.milestone_number },
    html_url: row.html_url,
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    closed_at: time(row.closed_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
