import type { PullRequest } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { type IssueFilters, issues } from './issues.ts';
import { account, observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

/** Ordered and filtered as issues are: both tables have the same columns and indexes for it. */
export const pullRequests: List<RowOf<'pull_requests'> & InRepository, PullRequest, IssueFilters> = {
  name: 'pulls',
  from: inRepository.from('pull_requests'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.number, t.title, t.body, t.state, t.draft,
    t.locked, t.merged, t.author_id, t.author_login, t.assignees, t.requested_reviewers, t.labels,
    t.milestone_number, t.head_ref, t.head_sha, t.base_ref, t.base_sha, t.merge_commit_sha, t.commits,
    t.additions, t.deletions, t.changed_files, t.comments, t.review_comments, t.html_url, t.created_at,
    t.updated_at, t.closed_at, t.merged_at, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: issues.direction,
  order: issues.order,
  where: issues.where,
  present: (row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    body: row.body,
    state: row.state,
    draft: row.draft,
    locked: row.locked,
    merged: row.merged,
    user: account(row.author_id, row.author_login),
    assignees: row.assignees ?? [],
    requested_reviewers: row.requested_reviewers ?? [],
    labels: row.labels ?? [],
    milestone: row.milestone_number === null ? null : { number: row.milestone_number },
    head: { ref: row.head_ref, sha: row.head_sha },
    base: { ref: row.base_ref, sha: row.base_sha },
    merge_commit_sha: row.merge_commit_sha,
    commits: row.commits,
    additions: row.additions,
    deletions: row.deletions,
    changed_files: row.changed_files,
    comments: row.comments,
    review_comments: row.review_comments,
    html_url: row.html_url,
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    closed_at: time(row.closed_at),
    merged_at: time(row.merged_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
