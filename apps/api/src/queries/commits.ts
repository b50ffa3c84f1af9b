import type { Commit } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { login, observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

interface CommitFilters {
  author?: string | undefined;
}

export const commits: List<RowOf<'commits'> & InRepository, Commit, CommitFilters> = {
  name: 'commits',
  from: inRepository.from('commits'),
  columns: sql`
    t.repository_id, r.full_name as repository_full_name, t.sha, t.message, t.author_name, t.author_email,
    t.author_login, t.authored_at, t.committer_name, t.committer_email, t.committer_login, t.committed_at,
    t.parents, t.verified, t.verification_reason, t.additions, t.deletions, t.files_changed, t.html_url,
    t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'desc',
  order: [
    { by: sql`t.committed_at`, type: 'time', nullable: true },
    { by: sql`t.sha`, type: 'text' },
  ],
  where: ({ author }) => [
    inRepository.alive,
    ...(author === undefined ? [] : [sql`lower(t.author_login) = lower(${author})`]),
  ],
  present: (row) => ({
    sha: row.sha,
    commit: {
      message: row.message,
      author: { name: row.author_name, email: row.author_email, date: time(row.authored_at) },
      committer: { name: row.committer_name, email: row.committer_email, date: time(row.committed_at) },
      verification: { verified: row.verified, reason: row.verification_reason },
    },
    author: login(row.author_login),
    committer: login(row.committer_login),
    parents: (row.parents ?? []).map((sha) => ({ sha })),
    stats: { additions: row.additions, deletions: row.deletions },
    files_changed: row.files_changed,
    html_url: row.html_url,
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
