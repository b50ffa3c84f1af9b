import { z } from 'zod';
import { defineResource, on, whole } from '../define-resource.ts';
import { account, int4, int8, text, time, timestamp, toClock } from '../github-types.ts';

const githubRun = z.looseObject({
  id: z.number().int(),
  workflow_id: int8,
  name: text,
  display_title: text,
  run_number: int4,
  run_attempt: int4,
  event: text,
  status: text,
  conclusion: text,
  head_branch: text,
  head_sha: text,
  actor: account,
  html_url: text,
  created_at: timestamp.nullish(),
  run_started_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
});

export const workflowRuns = defineResource({
  name: 'workflow_runs',
  table: 'workflow_runs',
  permission: 'actions',
  key: ['id'],
  inRepository: true,
  schema: githubRun,
  clock: (run) => toClock(run.updated_at),
  // A later attempt outranks an earlier one, and within an attempt the end outranks the other states: GitHub updates
  // runs several times a second. A run that waits for approval has the status completed, but is not.
  rank: (run) => {
    const ended = run.status === 'completed' && run.conclusion !== 'action_required';
    return `${String(run.run_attempt ?? 1).padStart(6, '0')}${ended ? 1 : 0}`;
  },
  columns: (run) => ({
    workflow_id: run.workflow_id,
    name: run.name,
    display_title: run.display_title,
    run_number: run.run_number,
    run_attempt: run.run_attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.head_branch,
    head_sha: run.head_sha,
    actor_login: run.actor?.login,
    html_url: run.html_url,
    created_at: time(run.created_at),
    run_started_at: time(run.run_started_at),
    updated_at: time(run.updated_at),
  }),
  changes: ['status', 'conclusion', 'run_attempt'],
  terminalState: { column: 'status', value: 'completed' },
  // GitHub deletes old runs: one that is missing from a list is requested before it counts as deleted.
  list: {
    route: 'GET /repos/{owner}/{repo}/actions/runs',
    complete: true,
    cursorColumn: 'created_at',
    changedSince: () => ({}),
    newestFirst: true,
    covers: () => ({}),
    coversFrom: 2,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { run_id: id } : null),
  },
  events: { workflow_run: on({ workflow_run: githubRun }, ({ workflow_run }) => [whole(workflow_run)]) },
});
