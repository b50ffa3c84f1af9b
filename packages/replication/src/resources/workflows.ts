import { z } from 'zod';
import { defineResource, on, whole } from '../define-resource.ts';
import { text, time, timestamp, toClock } from '../github-types.ts';

const githubWorkflow = z.looseObject({
  id: z.number().int(),
  name: text,
  path: text,
  state: text,
  html_url: text,
  badge_url: text,
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
});

/** GitHub has no event for workflows: events of their runs embed them. Of one version the last answer wins. */
export const workflows = defineResource({
  name: 'workflows',
  table: 'workflows',
  permission: 'actions',
  key: ['id'],
  inRepository: true,
  schema: githubWorkflow,
  clock: (workflow) => toClock(workflow.updated_at),
  columns: (workflow) => ({
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    html_url: workflow.html_url,
    badge_url: workflow.badge_url,
    created_at: time(workflow.created_at),
    updated_at: time(workflow.updated_at),
  }),
  changes: ['name', 'path', 'state'],
  list: { route: 'GET /repos/{owner}/{repo}/actions/workflows', complete: true },
  item: {
    route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { workflow_id: id } : null),
  },
  events: { workflow_run: on({ workflow: githubWorkflow }, ({ workflow }) => [whole(workflow)]) },
});
