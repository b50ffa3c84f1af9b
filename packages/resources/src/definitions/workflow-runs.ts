import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { address, id, idOrNull, integer, login, text, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { workflowRun as shape } from '../stored/shapes/workflow-run.ts';
import { shaExample, timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';
import { workflowConclusions, workflowStatuses } from './workflow-states.ts';

const fields = {
  id: id(289_782_451),
  workflow_id: idOrNull(5_178_994),
  name: text('Build'),
  display_title: text('Fix all the bugs'),
  run_number: integer(562),
  run_attempt: integer(1),
  event: text('push'),
  status: text('completed'),
  conclusion: text('success'),
  head_branch: text('main'),
  head_sha: text(shaExample),
  actor: login('actor_login', 'octocat'),
  html_url: address(
    '{web}/actions/runs/{id}',
    'https://github.com/octo-org/octo-repo/actions/runs/289782451',
  ),
  created_at: time(timeExample),
  run_started_at: time(timeExample),
  updated_at: time('2026-03-01T12:04:30.000Z'),
};

const githubRun = objectOf(fields);

export const workflowRuns = defineResource({
  name: 'workflow_runs',
  permission: 'actions',
  inRepository: true,
  fields,
  shape,
  schema: githubRun,
  drift: { probe: ['push', 'runs', 'openJobs'] },
  clock: (run) => toClock(run.updated_at),
  // A later attempt outranks an earlier one, and within an attempt the end outranks the other states: GitHub updates
  // runs several times a second. A run that waits for approval has the status completed, but is not.
  rank: (run) => {
    const ended = run.status === 'completed' && run.conclusion !== 'action_required';
    return `${String(run.run_attempt ?? 1).padStart(6, '0')}${ended ? 1 : 0}`;
  },
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
  shown: {
    schema: 'WorkflowRun',
    noun: 'workflow run',
    path: 'runs',
    cachedAs: 'workflows',
    list: { operation: 'listWorkflowRuns', summary: 'Workflow runs, newest first' },
    across: {
      operation: 'listAllWorkflowRuns',
      summary: 'Workflow runs of all repositories, newest first',
    },
    item: { operation: 'getWorkflowRun', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      status: {
        is: 'oneOfEither',
        ...{
          column: 'status',
          values: workflowStatuses,
          other: { column: 'conclusion', values: workflowConclusions },
        },
        description: 'A status or a conclusion, as on GitHub.',
      },
      conclusion: { is: 'oneOf', column: 'conclusion', values: workflowConclusions },
      branch: { is: 'equal', column: 'head_branch', description: 'Name of the head branch.' },
      event: {
        is: 'equal',
        column: 'event',
        description: 'The event that triggered it, for example `push`.',
      },
      actor: {
        is: 'equalIgnoringCase',
        column: 'actor_login',
        description: 'Login of the actor who triggered it, case-insensitive.',
      },
      head_sha: { is: 'hash', column: 'head_sha' },
      created: {
        is: 'within',
        column: 'created_at',
        description: 'A day or a time, or a range: `2026-01-31`, `>=2026-01-31`, `2026-01-01..2026-01-31`.',
      },
    },
    repositoryFilters: { workflow_id: { is: 'integer', column: 'workflow_id' } },
    sorts: { created: byTime('created_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
