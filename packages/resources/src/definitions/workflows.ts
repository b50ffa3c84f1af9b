import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { address, id, text, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { workflow as shape } from '../stored/shapes/workflow.ts';
import { timeExample } from './examples.ts';
import { byId } from './sorts.ts';

const fields = {
  id: id(161_335),
  name: text('Build'),
  path: text('.github/workflows/build.yml', { description: 'Path of its file.' }),
  state: text('active', {
    description: '`active`, `deleted`, or the reason why it is disabled, such as `disabled_manually`.',
  }),
  html_url: address(null, 'https://github.com/octo-org/octo-repo/blob/main/.github/workflows/build.yml'),
  badge_url: address(
    '{web}/workflows/{name:component}/badge.svg',
    'https://github.com/octo-org/octo-repo/workflows/Build/badge.svg',
  ),
  created_at: time('2026-01-08T23:48:37.000Z'),
  updated_at: time(timeExample),
};

const githubWorkflow = objectOf(fields);

/** GitHub has no event for workflows: events of their runs embed them. Of one version the last answer wins. */
export const workflows = defineResource({
  name: 'workflows',
  permission: 'actions',
  inRepository: true,
  fields,
  shape,
  schema: githubWorkflow,
  drift: { probe: ['push'] },
  clock: (workflow) => toClock(workflow.updated_at),
  changes: ['name', 'path', 'state'],
  list: { route: 'GET /repos/{owner}/{repo}/actions/workflows', complete: true },
  item: {
    route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { workflow_id: id } : null),
  },
  events: { workflow_run: on({ workflow: githubWorkflow }, ({ workflow }) => [whole(workflow)]) },
  shown: {
    schema: 'Workflow',
    noun: 'workflow',
    path: 'workflows',
    cachedAs: 'workflows',
    list: { operation: 'listWorkflows', summary: 'Workflows, oldest first' },
    filters: {},
    sorts: { id: byId },
    direction: 'asc',
    tie: [],
  },
});
