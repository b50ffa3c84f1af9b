import { id, integer, login, text, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';

export const milestones: Representation = {
  resources: ['milestones'],
  table: 'milestones',
  schema: 'Milestone',
  noun: 'milestone',
  path: 'milestones',
  cachedAs: 'issues',
  list: { operation: 'listMilestones', summary: 'Milestones, by default by number' },
  fields: {
    id: id({ example: 4_317_517 }),
    number: integer(1),
    title: text('v1.0'),
    description: text('No bugs left'),
    state: text('open', { description: '`open` or `closed`.' }),
    creator: login('creator_login', 'octocat'),
    open_issues: integer(4, { description: 'Includes pull requests, as on GitHub.' }),
    closed_issues: integer(8),
    html_url: text('https://github.com/octo-org/octo-repo/milestone/1'),
    due_on: time('2026-04-01T07:00:00.000Z'),
    created_at: time('2026-02-01T09:00:00.000Z'),
    updated_at: time(timeExample),
    closed_at: time(null),
  },
  filters: { state: { is: 'oneOf', column: 'state', values: ['open', 'closed'], hasAll: true } },
  sorts: {
    number: { column: 'number', type: 'number', isNullable: true },
    due_on: byTime('due_on'),
  },
  direction: 'asc',
  tie: [byId],
};
