import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on } from '../event-handler.ts';
import { account, computed } from '../field-kinds.ts';
import type { JsonObject } from '../json-object.ts';
import { githubRunner, runnerChanges, runnerFields } from './runner.ts';
import { runnerOfJob } from './runner-of-job.ts';
import { byId } from './sorts.ts';

const fields = {
  ...runnerFields,
  organization: computed(
    account('organization', null, { description: 'Null for a runner of a repository.' }),
  ),
};

/**
 * Self-hosted runners of a repository: its own, which lists contain, and those of its jobs that no list contains yet. GitHub
 * numbers runners separately for each repository and organisation, and sends no events about registrations, removals or
 * status: lists contain them. Only jobs have the name of the group.
 */
export const runners = defineResource({
  name: 'runners',
  permission: 'administration',
  key: ['scope', 'id'],
  keyOf: ({ id }, repositoryId) => ({ scope: `repos/${repositoryId}`, id }),
  inRepository: true,
  fields,
  schema: githubRunner,
  drift: { listed: 'in rotation', registered: 'status', polled: { same: ['id', 'name'], active: 'busy' } },
  clock: () => '',
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
    workflow_job: on({ workflow_job: z.looseObject({}) }, ({ workflow_job }) => runnerOfJob(workflow_job)),
  },
  // The runner of an old job may have been removed long ago.
  extractEmbedded: (resource, job) =>
    resource === 'workflow_jobs' ? runnerOfJob(job, { isOnlyStored: job.status === 'completed' }) : [],
  shown: {
    resources: ['runners', 'organization_runners'],
    schema: 'Runner',
    noun: 'runner',
    path: 'runners',
    cachedAs: 'runners',
    list: {
      operation: 'listRunners',
      summary: 'Self-hosted runners of the repository, and runners of its jobs',
    },
    across: {
      operation: 'listAllRunners',
      summary: 'Self-hosted runners of all repositories and organisations, by id',
      description: 'A key that is limited to some repositories does not get runners of organisations.',
    },
    filters: {
      status: { is: 'oneOf', column: 'status', values: ['online', 'offline'] },
      busy: { is: 'boolean', column: 'busy' },
      name: { is: 'equal', column: 'name' },
      labels: {
        is: 'includingAll',
        column: 'labels',
        description: 'Names separated by commas, case-insensitive: runners that have all of them.',
      },
    },
    sorts: { id: byId },
    direction: 'asc',
    tie: [{ column: 'scope', type: 'text' }],
    isRepositoryOptional: true,
    source: 'sync',
  },
});
