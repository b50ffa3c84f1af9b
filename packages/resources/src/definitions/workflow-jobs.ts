import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { address, id, idOrNull, integer, objects, text, texts, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { workflowJob as shape } from '../stored/shapes/workflow-job.ts';
import { shaExample, timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';
import { workflowConclusions, workflowStatuses } from './workflow-states.ts';

const fields = {
  id: id(2_832_853_555),
  run_id: idOrNull(289_782_451),
  run_attempt: integer(1),
  name: text('Test'),
  workflow_name: text('Build'),
  status: text('completed'),
  conclusion: text('success'),
  head_branch: text('main'),
  head_sha: text(shaExample),
  runner_id: idOrNull(1),
  runner_name: text('GitHub Actions 1'),
  runner_group_name: text('GitHub Actions'),
  labels: texts(['ubuntu-latest']),
  html_url: address(
    '{web}/actions/runs/{run_id}/job/{id}',
    'https://github.com/octo-org/octo-repo/actions/runs/289782451/job/2832853555',
  ),
  created_at: time(timeExample),
  started_at: time(timeExample),
  completed_at: time('2026-03-01T12:04:30.000Z'),
  steps: objects(
    {
      name: text('Set up job'),
      status: text('completed'),
      conclusion: text('success'),
      number: integer(1),
      started_at: time(timeExample),
      completed_at: time('2026-03-01T12:04:30.000Z'),
    },
    {
      description: 'Empty until GitHub returned them.',
      example: [
        {
          ...{ name: 'Set up job', status: 'completed', conclusion: 'success', number: 1 },
          ...{ started_at: timeExample, completed_at: '2026-03-01T12:04:30.000Z' },
        },
      ],
    },
  ),
};

const githubJob = objectOf(fields);

/**
 * A job has an id for each attempt and its state only advances: waiting (for an approval, or for its concurrency
 * group), queued, in progress, completed.
 */
const ranks: Record<string, string> = {
  ...{ requested: '', waiting: '', pending: '' },
  ...{ in_progress: '1', completed: '2' },
};

export const workflowJobs = defineResource({
  name: 'workflow_jobs',
  permission: 'actions',
  inRepository: true,
  fields,
  shape,
  schema: githubJob,
  drift: { with: ['workflow_runs'] },
  clock: (job) => toClock(job.completed_at ?? job.started_at ?? job.created_at),
  rank: (job) => ranks[job.status ?? ''] ?? '0',
  changes: ['status', 'conclusion', 'runner_name'],
  terminalState: { column: 'status', value: 'completed' },
  list: {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
    of: {
      ...{ resource: 'workflow_runs', column: 'run_id', parameter: 'run_id' },
      ...{ attempt: 'run_attempt', fetchedColumn: 'jobs_fetched_at' },
    },
    query: { filter: 'all' },
    complete: false,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { job_id: id } : null),
  },
  events: { workflow_job: on({ workflow_job: githubJob }, ({ workflow_job }) => [whole(workflow_job)]) },
  shown: {
    resources: ['workflow_jobs', 'workflow_runs'],
    schema: 'WorkflowJob',
    noun: 'workflow job',
    path: 'jobs',
    cachedAs: 'jobs',
    isOfParent: true,
    list: { operation: 'listWorkflowJobs', summary: 'Jobs of all attempts of a run' },
    across: {
      operation: 'listAllWorkflowJobs',
      summary: 'Jobs of workflow runs of all repositories, newest first',
      takesRepository: true,
    },
    itemAcross: { operation: 'getWorkflowJob', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      status: { is: 'oneOf', column: 'status', values: workflowStatuses },
      conclusion: { is: 'oneOf', column: 'conclusion', values: workflowConclusions },
      label: {
        is: 'includingAll',
        column: 'labels',
        description:
          'Labels of runners, separated by commas, case-insensitive: jobs that require all of them.',
      },
      runner: { is: 'equal', column: 'runner_name', description: 'Name of the runner.' },
      workflow: { is: 'equal', column: 'workflow_name', description: 'Name of the workflow.' },
      since: { is: 'since', column: 'created_at', description: 'Only jobs created at or after this time.' },
      until: { is: 'until', column: 'created_at', description: 'Only jobs created before this time.' },
    },
    sorts: { created: byTime('created_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
