import { id, text, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { timeExample } from './examples.ts';
import { byId } from './sorts.ts';

export const workflows: Representation = {
  resources: ['workflows'],
  table: 'workflows',
  schema: 'Workflow',
  noun: 'workflow',
  path: 'workflows',
  cachedAs: 'workflows',
  list: { operation: 'listWorkflows', summary: 'Workflows, oldest first' },
  fields: {
    id: id({ example: 161_335 }),
    name: text('Build'),
    path: text('.github/workflows/build.yml', { description: 'Path of its file.' }),
    state: text('active', {
      description: '`active`, `deleted`, or the reason why it is disabled, such as `disabled_manually`.',
    }),
    html_url: text('https://github.com/octo-org/octo-repo/blob/main/.github/workflows/build.yml'),
    badge_url: text('https://github.com/octo-org/octo-repo/workflows/Build/badge.svg'),
    created_at: time('2026-01-08T23:48:37.000Z'),
    updated_at: time(timeExample),
  },
  filters: {},
  sorts: { id: byId },
  direction: 'asc',
  tie: [],
};
