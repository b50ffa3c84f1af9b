import type { Milestone } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { login, observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

interface MilestoneFilters {
  state: 'open' | 'closed' | 'all';
}

export const milestones: List<RowOf<'milestones'> & InRepository, Milestone, MilestoneFilters> = {
  name: 'milestones',
  from: inRepository.from('milestones'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.number, t.title, t.description, t.state,
    t.creator_login, t.open_issues, t.closed_issues, t.html_url, t.due_on, t.created_at, t.updated_at,
    t.closed_at, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'asc',
  order: [
    { by: sql`t.number`, type: 'number', nullable: true },
    { by: sql`t.id`, type: 'number' },
  ],
  where: ({ state }) => [inRepository.alive, ...(state === 'all' ? [] : [sql`t.state = ${state}`])],
  present: (row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    description: row.description,
    state: row.state,
    creator: login(row.creator_login),
    open_issues: row.open_issues,
    closed_issues: row.closed_issues,
    html_url: row.html_url,
    due_on: time(row.due_on),
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    closed_at: time(row.closed_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
