import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { address, id, idOrNull, integer, text, texts, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { workflowJob as shape } from '../stored/shapes/workflow-job.ts';
import { shaExample, timeExample } from './examples.ts';
import { byId } from './sorts.ts';

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
    filters: {},
    sorts: { id: byId },
    direction: 'asc',
    tie: [],
  },
});
