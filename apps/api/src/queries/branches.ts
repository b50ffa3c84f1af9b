import type { Branch } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { observed } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export const branches: List<RowOf<'branches'> & InRepository, Branch, object> = {
  name: 'branches',
  from: inRepository.from('branches'),
  columns: sql`
    t.repository_id, r.full_name as repository_full_name, t.name, t.sha, t.protected, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'asc',
  order: [{ by: sql`t.name`, type: 'text' }],
  where: () => [inRepository.alive],
  present: (row) => ({
    name: row.name,
    commit: row.sha === null ? null : { sha: row.sha },
    protected: row.protected,
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
