import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, partial } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import {
  address,
  boolean,
  computed,
  group,
  integer,
  login,
  name,
  commits as parents,
  text,
  timeOfGit,
} from '../field-kinds.ts';
import * as github from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { listOf } from '../list-of.ts';
import { commit as shape } from '../stored/shapes/commit.ts';
import { parentExample, shaExample, timeExample } from './examples.ts';
import { baseOf, githubPush, isRewritten, isTruncated, pushedCommit } from './push.ts';
import { byTime } from './sorts.ts';

const signature = (who: 'author' | 'committer', column: string) =>
  group({
    name: text('Monalisa Octocat', { column: `${who}_name` }),
    email: text('octocat@github.com', { column: `${who}_email` }),
    date: timeOfGit(timeExample, {
      column,
      description: 'Null also for years outside 0 to 9999, which Git allows: `raw` has them.',
    }),
  });

const linked = z.looseObject({ parents: listOf(z.looseObject({ sha: z.string() })).nullish() });

const fields = {
  sha: name(shaExample),
  commit: group({
    message: text('Fix all the bugs'),
    author: signature('author', 'authored_at'),
    committer: signature('committer', 'committed_at'),
    verification: group({
      verified: boolean(true),
      reason: text('valid', { column: 'verification_reason' }),
    }),
  }),
  author: login('author_login', 'octocat'),
  committer: login('committer_login', 'octocat'),
  parents: parents('parents', [parentExample]),
  stats: group({ additions: integer(104), deletions: integer(4) }),
  files_changed: computed(integer(3)),
  html_url: address('{web}/commit/{sha}', `https://github.com/octo-org/octo-repo/commit/${shaExample}`),
};

/** Commits never change, so they need no clock; a push contains fewer keys than the API. */
export const commits = defineResource({
  name: 'commits',
  permission: 'contents',
  key: ['repository_id', 'sha'],
  keyOf: (commit, repositoryId) => ({ repository_id: repositoryId ?? 0, sha: commit.sha }),
  inRepository: true,
  immutable: true,
  // A push contains author, message and date; not parents and verification.
  isDeferrable: true,
  fields,
  shape,
  schema: objectOf(fields, {
    files: listOf(z.looseObject({ filename: github.text })).nullish(),
    pushed_after: github.text,
  }),
  drift: { probe: ['push', 'historyGaps'] },
  clock: () => '',
  columns: ({ files, pushed_after }) => ({ files_changed: files?.length, pushed_after }),
  // The same commit comes after another one in another push.
  volatile: ['pushed_after'],
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
    push: on({ ...githubPush, head_commit: pushedCommit }, (push) => {
      const base = baseOf(push);
      const head = partial(fromPush(push.head_commit));
      return [
        ...push.commits.map((commit, nth) =>
          partial({ ...fromPush(commit), ...pushedAfter(nth === 0 ? base : push.commits[nth - 1]?.id) }),
        ),
        // A new branch without new commits lists none, and a large push not all: the head is always included. Nor does
        // a push state where a rewritten branch starts.
        ...(push.commits.length === 0 ? [head] : []),
        ...(isTruncated(push) || (push.commits.length > 0 && isRewritten(push))
          ? [{ ...head, refetchReason: 'truncated' as const }]
          : []),
      ];
    }),
  },
  shown: {
    // The head of a branch determines which commits are its history.
    resources: ['commits', 'branches'],
    schema: 'Commit',
    noun: 'commit',
    path: 'commits',
    cachedAs: 'repos',
    list: { operation: 'listCommits', summary: 'Commits of all branches, newest first' },
    item: { operation: 'getCommit', parameter: 'sha', type: 'sha', column: 'sha' },
    filters: {
      author: {
        is: 'equalIgnoringCase',
        column: 'author_login',
        description: 'Login of the author, case-insensitive.',
      },
      since: {
        is: 'since',
        column: 'committed_at',
        description: 'Only commits at or after this time.',
      },
      until: { is: 'until', column: 'committed_at', description: 'Only commits before this time.' },
    },
    repositoryFilters: {
      sha: {
        is: 'historyOf',
        column: 'sha',
        description:
          'Name of a branch, or hash of a commit: only this commit and its ancestors, as far as they are stored. The history of a new branch starts with its first push until its commits are read: by a forced sync, or when they reach the default branch.',
      },
    },
    sorts: { committed: byTime('committed_at') },
    direction: 'desc',
    tie: [{ column: 'sha', type: 'text' }],
  },
});

/**
 * A push lists its commits from the oldest to the newest, without their parents: until these are fetched, the history of
 * the branch continues at the commit before.
 */
const pushedAfter = (sha: string | null | undefined): JsonObject =>
  sha == null ? {} : { pushed_after: sha };

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
