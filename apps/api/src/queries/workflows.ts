import type { Workflow } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export const workflows: List<RowOf<'workflows'> & InRepository, Workflow, object> = {
  name: 'workflows',
  from: inRepository.from('workflows'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.name, t.path, t.state, t.html_url, t.badge_url,
    t.created_at, t.updated_at, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'asc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: () => [inRepository.alive],
  present: (row) => ({
    id: row.id,
    name: row.name,
    path: row.path,
    state: row.state,
    html_url: row.html_url,
    badge_url: row.badge_url,
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
