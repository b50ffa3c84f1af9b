import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, on, type Sighting, whole } from '../define-resource.ts';
import { githubRunner, runnerChanges, runnerColumns, runnerOfJob } from './runner.ts';

/** Jobs tell names, which never change: the first time is news, and whatever a list says is newer. */
function seenIn(job: unknown): Sighting[] {
  const runner = runnerOfJob(job);
  return runner === null ? [] : [whole(runner)];
}

/**
 * Self-hosted runners as a repository knows them: its own, which lists show, and those that its jobs ran on,
 * which may be its organisation's. GitHub counts runners anew for each repository and organisation, and tells of
 * no registration, removal or status: lists do.
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
    // Only a list tells a status: what none has shown is not the repository's, as far as is known.
    parameters: ({ id, status }: JsonObject) =>
      typeof id === 'number' && typeof status === 'string' ? { runner_id: id } : null,
  },
  events: {
    workflow_job: on({ workflow_job: z.looseObject({}) }, ({ workflow_job }) => seenIn(workflow_job)),
  },
  within: (resource, job) => (resource === 'workflow_jobs' ? seenIn(job) : []),
});
