import { id, integer, text, texts, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { shaExample, timeExample } from './examples.ts';
import { byId } from './sorts.ts';

/** Listed for one run. */
export const workflowJobs: Representation = {
  resources: ['workflow_jobs', 'workflow_runs'],
  table: 'workflow_jobs',
  schema: 'WorkflowJob',
  noun: 'workflow job',
  path: 'jobs',
  cachedAs: 'jobs',
  list: { operation: 'listWorkflowJobs', summary: 'Jobs of all attempts of a run' },
  fields: {
    id: id({ example: 2_832_853_555 }),
    run_id: integer(289_782_451),
    run_attempt: integer(1),
    name: text('Test'),
    workflow_name: text('Build'),
    status: text('completed'),
    conclusion: text('success'),
    head_branch: text('main'),
    head_sha: text(shaExample),
    runner_id: integer(1),
    runner_name: text('GitHub Actions 1'),
    runner_group_name: text('GitHub Actions'),
    labels: texts(['ubuntu-latest']),
    html_url: text('https://github.com/octo-org/octo-repo/actions/runs/289782451/job/2832853555'),
    created_at: time(timeExample),
    started_at: time(timeExample),
    completed_at: time('2026-03-01T12:04:30.000Z'),
  },
  filters: {},
  sorts: { id: byId },
  direction: 'asc',
  tie: [],
};
