import { z } from 'zod';
import { defineResource, on, whole } from '../define-resource.ts';
import { int4, int8, text, time, timestamp, toClock } from '../github-types.ts';
import { listOf } from '../list-of.ts';

const githubJob = z.looseObject({
  id: z.number().int(),
  run_id: int8,
  run_attempt: int4,
  name: text,
  workflow_name: text,
  status: text,
  conclusion: text,
  head_branch: text,
  head_sha: text,
  runner_id: int8,
  runner_name: text,
  runner_group_name: text,
  labels: listOf(z.string()).nullish(),
  html_url: text,
  created_at: timestamp.nullish(),
  started_at: timestamp.nullish(),
  completed_at: timestamp.nullish(),
});

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
  table: 'workflow_jobs',
  permission: 'actions',
  key: ['id'],
  inRepository: true,
  schema: githubJob,
  clock: (job) => toClock(job.completed_at ?? job.started_at ?? job.created_at),
  rank: (job) => ranks[job.status ?? ''] ?? '0',
  columns: (job) => ({
    run_id: job.run_id,
    run_attempt: job.run_attempt,
    name: job.name,
    workflow_name: job.workflow_name,
    status: job.status,
    conclusion: job.conclusion,
    head_branch: job.head_branch,
    head_sha: job.head_sha,
    runner_id: job.runner_id,
    runner_name: job.runner_name,
    runner_group_name: job.runner_group_name,
    labels: job.labels,
    html_url: job.html_url,
    created_at: time(job.created_at),
    started_at: time(job.started_at),
    completed_at: time(job.completed_at),
  }),
  changes: ['status', 'conclusion', 'runner_name'],
  terminalState: { column: 'status', value: 'completed' },
  list: {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
    of: { resource: 'workflow_runs', column: 'run_id', parameter: 'run_id', attempt: 'run_attempt' },
    query: { filter: 'all' },
    complete: false,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { job_id: id } : null),
  },
  events: { workflow_job: on({ workflow_job: githubJob }, ({ workflow_job }) => [whole(workflow_job)]) },
});
