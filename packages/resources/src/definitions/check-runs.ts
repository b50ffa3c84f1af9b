import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { type Field, objectOf } from '../field.ts';
import { app, group, id, text, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import type { ProbedRow } from '../probe.ts';
import { checkRun as shape } from '../stored/shapes/check-run.ts';
import { checkStatuses } from './check-conclusions.ts';
import { checksOf, rollupSelection, suitesSelection } from './commit-checks.ts';
import { shaExample, timeExample } from './examples.ts';
import { isSameState } from './is-same-state.ts';
import { byId, byTime } from './sorts.ts';
import { workflowConclusions } from './workflow-states.ts';

const identified = z.looseObject({ id: github.int8 }).nullish();
const suite: Field<z.output<typeof identified>> = {
  ...{
    kind: 'reference',
    column: 'check_suite_id',
    key: 'id',
    type: 'integer',
    example: { id: 31_000_000_001 },
  },
  github: identified,
  read: (value) => ({ check_suite_id: value?.id }),
};

const fields = {
  id: id(32_000_000_001),
  check_suite: suite,
  name: text('test'),
  head_sha: text(shaExample),
  app: app('app_slug', 'github-actions'),
  status: text('completed'),
  conclusion: text('success'),
  output: group({ title: text('All tests passed'), summary: text(null) }),
  external_id: text(null, { description: 'Id that its App gave it.' }),
  started_at: time(timeExample),
  completed_at: time('2026-03-01T12:04:30.000Z'),
};

const githubRun = objectOf(fields);
const ranks: Record<string, string> = { in_progress: '1', completed: '2' };

/** The last stored run of each name in each suite. */
function lastRuns(runs: readonly ProbedRow[]): ProbedRow[] {
  const ordered = runs.toSorted((one, other) => Number(one.id) - Number(other.id));
  return [...new Map(ordered.map((run) => [`${run.check_suite_id} ${run.name}`, run])).values()];
}

/** A rerun is a new check run of the same name, so the state of one only advances. */
export const checkRuns = defineResource({
  name: 'check_runs',
  permission: 'checks',
  inRepository: true,
  fields,
  shape,
  schema: githubRun,
  drift: { probe: ['heads'] },
  clock: (run) => toClock(run.completed_at ?? run.started_at),
  rank: (run) => ranks[run.status ?? ''] ?? '0',
  changes: ['status', 'conclusion', 'title'],
  list: {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    query: { filter: 'all' },
    ofHeads: {
      parameter: 'ref',
      column: 'head_sha',
      fields: suitesSelection,
      details: rollupSelection,
      changesWith: 'check_suites',
      columns: ['id', 'name', 'check_suite_id', 'status', 'conclusion'],
      differs(commit, ours) {
        const stored = new Map(ours.map((run) => [run.id, run]));
        const { suites, runs } = checksOf(commit);
        const ended = new Set(
          suites.flatMap(({ databaseId, status }) => (status === 'COMPLETED' ? [databaseId] : [])),
        );
        // In a completed suite, the last run of each name has ended.
        if (lastRuns(ours).some((run) => ended.has(Number(run.check_suite_id)) && run.status !== 'completed'))
          return true;
        return runs.some((theirs) => {
          const run = stored.get(theirs.databaseId);
          return run === undefined || !isSameState(run, theirs);
        });
      },
    },
    complete: false,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { check_run_id: id } : null),
  },
  events: {
    // Lists name its suite only.
    check_run: on({ check_run: githubRun }, ({ check_run }) => [
      whole({ ...check_run, check_suite: { id: check_run.check_suite?.id } }),
    ]),
  },
  shown: {
    schema: 'CheckRun',
    noun: 'check run',
    path: 'check-runs',
    cachedAs: 'workflows',
    list: { operation: 'listCheckRuns', summary: 'Check runs, newest first' },
    ofObject: {
      operation: 'listCommitCheckRuns',
      summary: 'Check runs of a commit, newest first',
      path: 'commits',
      parameter: { name: 'sha', type: 'sha' },
      column: 'head_sha',
      parents: ['commits', 'pull_requests', 'check_runs'],
      parentColumns: { commits: 'sha', pull_requests: 'head_sha', check_runs: 'head_sha' },
    },
    item: { operation: 'getCheckRun', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      status: { is: 'oneOf', column: 'status', values: checkStatuses },
      conclusion: { is: 'oneOf', column: 'conclusion', values: workflowConclusions },
      app: { is: 'equal', column: 'app_slug', description: 'Slug of the App.' },
      name: { is: 'equal', column: 'name', description: 'Name of the check.' },
    },
    sorts: { started: byTime('started_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
