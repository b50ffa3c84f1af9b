import type { Contributor } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { observed } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export const contributors: List<RowOf<'contributors'> & InRepository, Contributor, object> = {
  name: 'contributors',
  from: inRepository.from('contributors'),
  columns: sql`
    t.repository_id, r.full_name as repository_full_name, t.contributor, t.account_id, t.login, t.name, t.email,
    t.type, t.avatar_url, t.html_url, t.contributions, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'desc',
  order: [
    { by: sql`t.contributions`, type: 'number', nullable: true },
    { by: sql`t.contributor`, type: 'text' },
  ],
  where: () => [inRepository.alive],
  present: (row) => ({
    id: row.account_id,
    login: row.login,
    type: row.type,
    name: row.name,
    email: row.email,
    avatar_url: row.avatar_url,
    html_url: row.html_url,
    contributions: row.contributions,
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
