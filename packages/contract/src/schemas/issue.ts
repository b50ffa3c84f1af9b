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
import { accountExample, observedExample, repositoryRefExample, timeExample } from './examples.ts';

export const issue = z
  .object({
    id,
    number: integer,
    title: text,
    body: text,
    state: text.describe('`open` or `closed`.'),
    state_reason: text,
    locked: boolean,
    comments: integer,
    user: account,
    assignees: texts.describe('Logins.'),
    labels: texts.describe('Names.'),
    milestone,
    html_url: text,
    created_at: maybeTime,
    updated_at: maybeTime,
    closed_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Issue' });

export const issueWithRaw = issue.extend({ raw }).meta({ id: 'IssueWithRaw' });

export type Issue = z.output<typeof issue>;

export const issueExample: Issue = {
  id: 444_500_041,
  number: 1347,
  title: 'Found a bug',
  body: "I'm having a problem with this.",
  state: 'open',
  state_reason: null,
  locked: false,
  comments: 2,
  user: accountExample,
  assignees: ['hubot'],
  labels: ['bug'],
  milestone: { number: 1 },
  html_url: 'https://github.com/octo-org/octo-repo/issues/1347',
  created_at: '2026-02-01T09:00:00.000Z',
  updated_at: timeExample,
  closed_at: null,
  repository: repositoryRefExample,
  ...observedExample,
};
