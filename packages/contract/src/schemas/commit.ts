import { z } from 'zod';
import { boolean, integer, login, maybeTime, observed, raw, repositoryRef, text } from '../fields.ts';
import { observedExample, repositoryRefExample, shaExample, timeExample } from './examples.ts';

const signature = z.object({
  name: text,
  email: text,
  date: maybeTime.describe('Null also for years beyond 0 to 9999, which Git allows: `raw` has them.'),
});

export const commit = z
  .object({
    sha: z.string(),
    commit: z.object({
      message: text,
      author: signature,
      committer: signature,
      verification: z.object({ verified: boolean, reason: text }),
    }),
    author: login,
    committer: login,
    parents: z.array(z.object({ sha: z.string() })),
    stats: z.object({ additions: integer, deletions: integer }),
    files_changed: integer,
    html_url: text,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Commit' });

export const commitWithRaw = commit.extend({ raw }).meta({ id: 'CommitWithRaw' });

export type Commit = z.output<typeof commit>;

export const commitExample: Commit = {
  sha: shaExample,
  commit: {
    message: 'Fix all the bugs',
    author: { name: 'Monalisa Octocat', email: 'octocat@github.com', date: timeExample },
    committer: { name: 'Monalisa Octocat', email: 'octocat@github.com', date: timeExample },
    verification: { verified: true, reason: 'valid' },
  },
  author: { login: 'octocat' },
  committer: { login: 'octocat' },
  parents: [{ sha: '762941318ee16e59dabbacb1b4049eec22f0d303' }],
  stats: { additions: 104, deletions: 4 },
  files_changed: 3,
  html_url: `https://github.com/octo-org/octo-repo/commit/${shaExample}`,
  repository: repositoryRefExample,
  ...observedExample,
};
