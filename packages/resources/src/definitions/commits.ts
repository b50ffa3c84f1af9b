import { boolean, group, integer, login, name, commits as parents, text, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { parentExample, shaExample, timeExample } from './examples.ts';
import { byTime } from './sorts.ts';

const signature = (who: 'author' | 'committer', at: string) =>
  group({
    name: text('Monalisa Octocat', { column: `${who}_name` }),
    email: text('octocat@github.com', { column: `${who}_email` }),
    date: time(timeExample, {
      column: at,
      description: 'Null also for years outside 0 to 9999, which Git allows: `raw` has them.',
    }),
  });

export const commits: Representation = {
  // The head of a branch determines which commits are its history.
  resources: ['commits', 'branches'],
  table: 'commits',
  schema: 'Commit',
  noun: 'commit',
  path: 'commits',
  cachedAs: 'repos',
  list: { operation: 'listCommits', summary: 'Commits of all branches, newest first' },
  item: { operation: 'getCommit', parameter: 'sha', type: 'sha', column: 'sha' },
  fields: {
    sha: name({ example: shaExample }),
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
    files_changed: integer(3),
    html_url: text(`https://github.com/octo-org/octo-repo/commit/${shaExample}`),
  },
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
        'Name of a branch, or hash of a commit: only this commit and its ancestors, as far as they are stored.',
    },
  },
  sorts: { committed: byTime('committed_at') },
  direction: 'desc',
  tie: [{ column: 'sha', type: 'text' }],
};
