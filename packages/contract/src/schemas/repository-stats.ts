import { z } from 'zod';
import { integer, maybeTime, repositoryRef, text, time } from '../fields.ts';
import { repositoryRefExample } from './examples.ts';

const count = z.int();

export const repositoryStats = z
  .object({
    repository: repositoryRef,
    since: time.describe('Start of the period of the counts: Monday 00:00 UTC, 51 weeks before this one.'),
    commits: z.object({
      total: count.describe('Since then.'),
      complete: z
        .boolean()
        .describe(
          'False: the history of the default branch is not completely known, such as after a push, until its commits are read from GitHub. The counts then continue at the previous head of the branch: commits of the push that were known before may be missing, and commits that a force push removed, or that another branch received at the same moment, may be included. Always true with `branches=all`.',
        ),
      weeks: z
        .array(z.object({ week: time.describe('Its Monday, 00:00 UTC.'), commits: count }))
        .describe('52 weeks, oldest first.'),
    }),
    contributors: z
      .array(
        z.object({
          login: text.describe("Null if GitHub knows no account with the author's email address."),
          name: text,
          commits: count,
          first_commit_at: maybeTime,
          last_commit_at: maybeTime,
        }),
      )
      .describe('At most 100 authors of the commits since then, most active first.'),
    languages: z
      .array(z.object({ name: z.string(), bytes: integer.describe('Null: unknown.') }))
      .describe("The main language; GitHub's list of all languages is not mirrored."),
    issues: z.object({ open: count, closed: count }),
    pulls: z.object({ open: count, closed: count.describe('Merged or not.') }),
    merges: z.object({
      merged: count.describe('Pull requests merged since then.'),
      median_seconds: integer.describe('From opening to merge; null if none was merged.'),
      p90_seconds: integer,
    }),
  })
  .meta({ id: 'RepositoryStats' });

export type RepositoryStats = z.output<typeof repositoryStats>;

export const repositoryStatsExample: RepositoryStats = {
  repository: repositoryRefExample,
  since: '2025-03-10T00:00:00.000Z',
  commits: { total: 12, complete: true, weeks: [{ week: '2026-03-02T00:00:00.000Z', commits: 12 }] },
  contributors: [
    {
      login: 'octocat',
      name: 'Octo Cat',
      commits: 12,
      first_commit_at: '2026-03-02T08:00:00.000Z',
      last_commit_at: '2026-03-05T16:30:00.000Z',
    },
  ],
  languages: [{ name: 'TypeScript', bytes: null }],
  issues: { open: 2, closed: 41 },
  pulls: { open: 1, closed: 78 },
  merges: { merged: 60, median_seconds: 14_400, p90_seconds: 259_200 },
};
