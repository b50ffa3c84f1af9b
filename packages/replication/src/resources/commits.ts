import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, on, partial } from '../define-resource.ts';
import { gitTime } from '../git-time.ts';
import { account, int4, text } from '../github-types.ts';
import { listOf } from '../list-of.ts';
import { githubPush, isTruncated, pushedCommit } from './push.ts';

const linked = z.looseObject({ parents: listOf(z.looseObject({ sha: z.string() })).nullish() });
const signature = z.looseObject({ name: text, email: text, date: text }).nullish();

/** Commits never change, so they need no clock; a push contains fewer keys than the API. */
export const commits = defineResource({
  name: 'commits',
  table: 'commits',
  permission: 'contents',
  key: ['repository_id', 'sha'],
  keyOf: (commit, repositoryId) => ({ repository_id: repositoryId ?? 0, sha: commit.sha }),
  inRepository: true,
  immutable: true,
  // A push contains author, message and date; not parents and verification.
  isDeferrable: true,
  schema: z.looseObject({
    sha: z.string(),
    html_url: text,
    commit: z
      .looseObject({
        message: text,
        author: signature,
        committer: signature,
        verification: z.looseObject({ verified: z.boolean().nullish(), reason: text }).nullish(),
      })
      .nullish(),
    author: account,
    committer: account,
    parents: listOf(z.looseObject({ sha: z.string() })).nullish(),
    stats: z.looseObject({ additions: int4, deletions: int4 }).nullish(),
    files: listOf(z.looseObject({ filename: text })).nullish(),
  }),
  clock: () => '',
  columns: ({ commit, author, committer, parents, stats, files, html_url }) => ({
    message: commit?.message,
    author_name: commit?.author?.name,
    author_email: commit?.author?.email,
    author_login: author?.login,
    authored_at: gitTime(commit?.author?.date),
    committer_name: commit?.committer?.name,
    committer_email: commit?.committer?.email,
    committer_login: committer?.login,
    committed_at: gitTime(commit?.committer?.date),
    parents: parents?.map(({ sha }) => sha),
    verified: commit?.verification?.verified,
    verification_reason: commit?.verification?.reason,
    additions: stats?.additions,
    deletions: stats?.deletions,
    files_changed: files?.length,
    html_url,
  }),
  changes: [],
  // Commits that no branch includes any more still exist.
  list: {
    route: 'GET /repos/{owner}/{repo}/commits',
    complete: false,
    counted: ['commits'],
    history: {
      startsAt: (sha) => ({ sha }),
      parentsOf: (commit) => linked.parse(commit).parents?.map(({ sha }) => sha) ?? [],
    },
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}',
    parameters: ({ sha }) => (typeof sha === 'string' ? { ref: sha } : null),
  },
  events: {
    push: on({ ...githubPush, head_commit: pushedCommit }, (push) => [
      ...push.commits.map((commit) => partial(fromPush(commit))),
      // A new branch without new commits lists none, and a large push not all: the head is always included.
      ...(push.commits.length === 0 ? [partial(fromPush(push.head_commit))] : []),
      ...(isTruncated(push)
        ? [{ ...partial(fromPush(push.head_commit)), refetchReason: 'truncated' as const }]
        : []),
    ]),
  },
});

/** Converts a commit of a push event to the format of the API. */
function fromPush(commit: z.output<typeof pushedCommit>): JsonObject {
  // The commit always has a time, even without author and committer.
  const signed = (person: (typeof commit)['author']) =>
    person || commit.timestamp
      ? { name: person?.name ?? null, email: person?.email ?? null, date: commit.timestamp }
      : null;
  const user = (person: (typeof commit)['author']) => (person?.username ? { login: person.username } : null);
  const files = Object.entries({ added: commit.added, removed: commit.removed, modified: commit.modified });
  return {
    sha: commit.id,
    html_url: commit.url,
    commit: {
      message: commit.message,
      author: signed(commit.author),
      committer: signed(commit.committer),
      tree: { sha: commit.tree_id },
    },
    author: user(commit.author),
    committer: user(commit.committer),
    files: files.flatMap(([status, list]) => (list ?? []).map((filename) => ({ filename, status }))),
  };
}
