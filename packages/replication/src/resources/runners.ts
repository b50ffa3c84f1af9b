import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, type ExtractedObservation, on, whole } from '../define-resource.ts';
import { githubRunner, runnerChanges, runnerColumns, runnerOfJob } from './runner.ts';

/** Jobs contain names, which never change: the first observation adds the runner, and lists are newer. */
function runnersIn(job: unknown): ExtractedObservation[] {
  const runner = runnerOfJob(job);
  return runner === null ? [] : [whole(runner)];
}

/**
 * Self-hosted runners of a repository: its own, which lists contain, and those of its jobs, which may belong to its
 * organisation. GitHub numbers runners separately for each repository and organisation, and sends no events about
 * registrations, removals or status: lists contain them.
 */
export const runners = defineResource({
  name: 'runners',
  table: 'runners',
  permission: 'administration',
  key: ['scope', 'id'],
  keyOf: ({ id }, repositoryId) => ({ scope: `repos/${repositoryId}`, id }),
  inRepository: true,
  schema: githubRunner,
  clock: () => '',
  columns: runnerColumns,
  changes: runnerChanges,
  list: { route: 'GET /repos/{owner}/{repo}/actions/runners', complete: true },
  item: {
    route: 'GET /repos/{owner}/{repo}/actions/runners/{runner_id}',
    // Only lists contain a status: a runner without one was in no list, so it is not the repository's own as far as
    // known.
    parameters: ({ id, status }: JsonObject) =>
      typeof id === 'number' && typeof status === 'string' ? { runner_id: id } : null,
  },
  events: {
    workflow_job: on({ workflow_job: z.looseObject({}) }, ({ workflow_job }) => runnersIn(workflow_job)),
  },
  extractEmbedded: (resource, job) => (resource === 'workflow_jobs' ? runnersIn(job) : []),
});
