import type { Release } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { login, observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export const releases: List<RowOf<'releases'> & InRepository, Release, object> = {
  name: 'releases',
  from: inRepository.from('releases'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.tag_name, t.name, t.body, t.draft,
    t.prerelease, t.target_commitish, t.author_login, t.html_url, t.created_at, t.published_at, t.synced_at,
    t.source`,
  repository: inRepository.repository,
  direction: 'desc',
  order: [
    { by: sql`t.created_at`, type: 'time', nullable: true },
    { by: sql`t.id`, type: 'number' },
  ],
  where: () => [inRepository.alive],
  present: (row) => ({
    id: row.id,
    tag_name: row.tag_name,
    name: row.name,
    body: row.body,
    draft: row.draft,
    prerelease: row.prerelease,
    target_commitish: row.target_commitish,
    author: login(row.author_login),
    html_url: row.html_url,
    created_at: time(row.created_at),
    published_at: time(row.published_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
