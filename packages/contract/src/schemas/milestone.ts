import { z } from 'zod';
import { id, integer, login, maybeTime, observed, repositoryRef, text } from '../fields.ts';
import { observedExample, repositoryRefExample, timeExample } from './examples.ts';

export const milestone = z
  .object({
    id,
    number: integer,
    title: text,
    description: text,
    state: text.describe('`open` or `closed`.'),
    creator: login,
    open_issues: integer.describe('Pull requests included, as GitHub counts.'),
    closed_issues: integer,
    html_url: text,
    due_on: maybeTime,
    created_at: maybeTime,
    updated_at: maybeTime,
    closed_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Milestone' });

export type Milestone = z.output<typeof milestone>;

export const milestoneExample: Milestone = {
  id: 4_317_517,
  number: 1,
  title: 'v1.0',
  description: 'No bugs left',
  state: 'open',
  creator: { login: 'octocat' },
  open_issues: 4,
  closed_issues: 8,
  html_url: 'https://github.com/octo-org/octo-repo/milestone/1',
  due_on: '2026-04-01T07:00:00.000Z',
  created_at: '2026-02-01T09:00:00.000Z',
  updated_at: timeExample,
  closed_at: null,
  repository: repositoryRefExample,
  ...observedExample,
};
