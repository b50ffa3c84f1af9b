import type { Label } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { observed } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export const labels: List<RowOf<'labels'> & InRepository, Label, object> = {
  name: 'labels',
  from: inRepository.from('labels'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.name, t.color, t.description, t.is_default,
    t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'asc',
  order: [
    { by: sql`t.name`, type: 'text' },
    { by: sql`t.id`, type: 'number' },
  ],
  where: () => [inRepository.alive, sql`t.name is not null`],
  present: (row) => ({
    id: row.id,
    name: row.name,
    color: row.color,
    description: row.description,
    default: row.is_default,
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
