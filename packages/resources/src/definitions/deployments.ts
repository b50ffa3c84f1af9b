import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, boolean, id, text, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { isChanged } from '../is-changed.ts';
import { defineProbe } from '../probe.ts';
import { deployment as shape } from '../stored/shapes/deployment.ts';
import { accountExample, shaExample, timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';

const fields = {
  id: id(2_600_000_001),
  sha: text(shaExample),
  ref: text('main'),
  task: text('deploy'),
  environment: text('production'),
  description: text('Release 1.2'),
  production_environment: boolean(true),
  transient_environment: boolean(false),
  creator: account('creator', accountExample),
  created_at: time(timeExample),
  updated_at: time(timeExample),
};

const githubDeployment = objectOf(fields);

/** Deployments of commits to environments. Each of their statuses changes their time. */
export const deployments = defineResource({
  name: 'deployments',
  permission: 'deployments',
  inRepository: true,
  account: { id: 'creator_id', login: 'creator_login' },
  fields,
  shape,
  schema: githubDeployment,
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'deployments',
      arguments: 'first: 20, orderBy: { field: CREATED_AT, direction: DESC }',
      isCounted: true,
      columns: ['updated_at'],
    },
    {
      fields: 'databaseId updatedAt',
      schema: z.object({ databaseId: z.int().nullable(), updatedAt: z.iso.datetime() }),
      keyOf: ({ databaseId }) => databaseId,
      differs: (ours, { updatedAt }, { now }) => isChanged(ours.updated_at, updatedAt, now),
    },
  ),
  clock: (deployment) => toClock(deployment.updated_at),
  changes: ['environment', 'sha'],
  list: { route: 'GET /repos/{owner}/{repo}/deployments', complete: true },
  item: {
    route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { deployment_id: id } : null),
  },
  events: {
    deployment: on({ deployment: githubDeployment }, ({ deployment }) => [whole(deployment)]),
    deployment_status: on({ deployment: githubDeployment }, ({ deployment }) => [whole(deployment)]),
  },
  shown: {
    schema: 'Deployment',
    noun: 'deployment',
    path: 'deployments',
    cachedAs: 'workflows',
    list: { operation: 'listDeployments', summary: 'Deployments, newest first' },
    item: { operation: 'getDeployment', parameter: 'id', type: 'id', column: 'id' },
    filters: {
      environment: { is: 'equal', column: 'environment', description: 'Name of the environment.' },
      ref: { is: 'equal', column: 'ref', description: 'The branch, tag or hash that was deployed.' },
      sha: { is: 'hash', column: 'sha' },
    },
    sorts: { created: byTime('created_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
