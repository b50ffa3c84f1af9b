import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { app, id, text, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { checkSuite as shape } from '../stored/shapes/check-suite.ts';
import { checkStatuses } from './check-conclusions.ts';
import { checksOf, suitesSelection } from './commit-checks.ts';
import { shaExample, timeExample } from './examples.ts';
import { isSameState } from './is-same-state.ts';
import { byId, byTime } from './sorts.ts';
import { workflowConclusions } from './workflow-states.ts';

const fields = {
  id: id(31_000_000_001),
  head_sha: text(shaExample),
  head_branch: text('main'),
  app: app('app_slug', 'github-actions'),
  status: text('completed'),
  conclusion: text('success'),
  created_at: time(timeExample),
  updated_at: time('2026-03-01T12:04:30.000Z'),
};

const githubSuite = objectOf(fields);
const timeOf = (value: unknown) => Date.parse(`${value}`) || 0;

const steps = new Map([
  ['in_progress', 1],
  ['completed', 2],
]);

/** The clock of a suite: within the second that GitHub reports, its state advances. */
function clockOf(updatedAt: unknown, status: string | null | undefined): string {
  const clock = toClock(updatedAt);
  return clock.replace(/0Z$/, `${steps.get(status ?? '') ?? 0}Z`);
}

/** What one App checks of a commit. A rerun starts the same suite again, so no state outranks a later time. */
export const checkSuites = defineResource({
  name: 'check_suites',
  permission: 'checks',
  inRepository: true,
  fields,
  shape,
  schema: githubSuite,
  drift: { probe: ['heads'] },
  clock: (suite) => clockOf(suite.updated_at, suite.status),
  changes: ['status', 'conclusion'],
  list: {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-suites',
    ofHeads: {
      parameter: 'ref',
      column: 'head_sha',
      fields: suitesSelection,
      columns: ['id', 'status', 'conclusion', 'updated_at'],
      differs(commit, ours) {
        const stored = new Map(ours.map((suite) => [suite.id, suite]));
        return checksOf(commit).suites.some((theirs) => {
          const suite = stored.get(theirs.databaseId);
          if (suite === undefined || timeOf(theirs.updatedAt) > timeOf(suite.updated_at)) return true;
          return timeOf(theirs.updatedAt) === timeOf(suite.updated_at) && !isSameState(suite, theirs);
        });
      },
    },
    complete: false,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/check-suites/{check_suite_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { check_suite_id: id } : null),
  },
  events: {
    check_suite: on({ check_suite: githubSuite }, ({ check_suite }) => [whole(check_suite)]),
    // Of a suite of another App, this is all that GitHub sends before its end.
    check_run: on({ check_run: z.looseObject({ check_suite: githubSuite }) }, ({ check_run }) => [
      whole(check_run.check_suite),
    ]),
  },
  shown: {
    schema: 'CheckSuite',
    noun: 'check suite',
    path: 'check-suites',
    cachedAs: 'workflows',
    list: { operation: 'listCheckSuites', summary: 'Check suites, newest first' },
    ofObject: {
      operation: 'listCommitCheckSuites',
      summary: 'Check suites of a commit, newest first',
      path: 'commits',
      parameter: { name: 'sha', type: 'sha' },
      column: 'head_sha',
      parents: ['commits', 'pull_requests', 'check_suites'],
      parentColumns: { commits: 'sha', pull_requests: 'head_sha', check_suites: 'head_sha' },
    },
    item: { operation: 'getCheckSuite', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      status: { is: 'oneOf', column: 'status', values: checkStatuses },
      conclusion: { is: 'oneOf', column: 'conclusion', values: workflowConclusions },
      app: { is: 'equal', column: 'app_slug', description: 'Slug of the App.' },
    },
    sorts: { created: byTime('created_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
