import { z } from 'zod';
import {
  account,
  boolean,
  id,
  integer,
  maybeTime,
  milestone,
  observed,
  raw,
  repositoryRef,
  text,
  texts,
} from '../fields.ts';
import {
  accountExample,
  observedExample,
  repositoryRefExample,
  shaExample,
  timeExample,
} from './examples.ts';

const end = z.object({ ref: text, sha: text });

export const pullRequest = z
  .object({
    id,
    number: integer,
    title: text,
    body: text,
    state: text.describe('`open` or `closed`.'),
    draft: boolean,
    locked: boolean,
    merged: boolean,
    user: account,
    assignees: texts.describe('Logins.'),
    requested_reviewers: texts.describe('Logins.'),
    labels: texts.describe('Names.'),
    milestone,
    head: end,
    base: end,
    merge_commit_sha: text,
    commits: integer,
    additions: integer,
    deletions: integer,
    changed_files: integer,
    comments: integer,
    review_comments: integer,
    html_url: text,
    created_at: maybeTime,
    updated_at: maybeTime,
    closed_at: maybeTime,
    merged_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'PullRequest' });

export const pullRequestWithRaw = pullRequest.extend({ raw }).meta({ id: 'PullRequestWithRaw' });

export type PullRequest = z.output<typeof pullRequest>;

export const pullRequestExample: PullRequest = {
  id: 279_147_437,
  number: 1348,
  title: 'Mend the bug',
  body: 'Closes #1347',
  state: 'open',
  draft: false,
  locked: false,
  merged: false,
  user: accountExample,
  assignees: ['octocat'],
  requested_reviewers: ['hubot'],
  labels: ['bug'],
  milestone: null,
  head: { ref: 'mend-the-bug', sha: shaExample },
  base: { ref: 'main', sha: '762941318ee16e59dabbacb1b4049eec22f0d303' },
  merge_commit_sha: null,
  commits: 1,
  additions: 104,
  deletions: 4,
  changed_files: 3,
  comments: 0,
  review_comments: 0,
  html_url: 'https://github.com/octo-org/octo-repo/pull/1348',
  created_at: '2026-02-01T09:00:00.000Z',
  updated_at: timeExample,
  closed_at: null,
  merged_at: null,
  repository: repositoryRefExample,
  ...observedExample,
};
