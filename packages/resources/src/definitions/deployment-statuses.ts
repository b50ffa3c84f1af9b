import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { type Field, objectOf } from '../field.ts';
import { account, address, computed, id, text, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import { defineProbe } from '../probe.ts';
import { markerOf } from '../stored/markers.ts';
import { deploymentStatus as shape } from '../stored/shapes/deployment-status.ts';
import { accountExample, timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';

const deployment: Field = {
  ...{
    kind: 'reference',
    column: 'deployment_id',
    key: 'id',
    type: 'integer',
    example: { id: 2_600_000_001 },
  },
  github: z.unknown(),
  read: () => ({}),
};

const fields = {
  id: id(5_600_000_001),
  deployment: computed(deployment),
  state: text('success', {
    description: '`queued`, `in_progress`, `pending`, `success`, `failure`, `error` or `inactive`.',
  }),
  environment: text('production'),
  description: text('Rolled out'),
  creator: account('creator', accountExample),
  environment_url: text('https://octo.example'),
  log_url: address(null, 'https://github.com/octo-org/octo-repo/actions/runs/289782451/job/2832853555'),
  created_at: time(timeExample),
  updated_at: time(timeExample),
};

const githubStatus = objectOf(fields, { deployment_url: github.text });

/** The id at the end of an address, as GitHub sends it or as it is stored. */
function idAtEnd(address: unknown): number | null {
  const text = markerOf(address) ?? address;
  const digits = typeof text === 'string' ? /\/(\d{1,15})$/.exec(text)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

/** The steps of deployments, which never change. GitHub lists them for single deployments only. */
export const deploymentStatuses = defineResource({
  name: 'deployment_statuses',
  permission: 'deployments',
  inRepository: true,
  account: { id: 'creator_id', login: 'creator_login' },
  fields,
  shape,
  schema: githubStatus,
  drift: { probe: ['parents'], changesWith: ['deployments'] },
  clock: (status) => toClock(status.updated_at),
  columns: ({ deployment_url }) => ({ deployment_id: idAtEnd(deployment_url) }),
  changes: ['state'],
  list: {
    route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    byParent: {
      route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
      parameter: 'deployment_id',
      column: 'deployment_id',
      parents: [{ resource: 'deployments', type: 'Deployment', key: 'id' }],
      isOnlyList: true,
      // GraphQL shows no ids of them.
      probe: defineProbe({
        name: 'statuses',
        arguments: 'last: 1',
        isCounted: true,
        columns: ['created_at'],
      }),
    },
    complete: false,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses/{status_id}',
    parameters({ id, deployment_url }) {
      const deployment_id = idAtEnd(deployment_url);
      return typeof id === 'number' && deployment_id !== null ? { deployment_id, status_id: id } : null;
    },
  },
  events: {
    deployment_status: on({ deployment_status: githubStatus }, ({ deployment_status }) => [
      whole(deployment_status),
    ]),
  },
  shown: {
    schema: 'DeploymentStatus',
    noun: 'deployment status',
    path: 'deployment-statuses',
    cachedAs: 'workflows',
    list: { operation: 'listDeploymentStatuses', summary: 'Statuses of deployments, newest first' },
    ofObject: {
      operation: 'listStatusesOfDeployment',
      summary: 'Statuses of a deployment, newest first',
      path: 'deployments',
      name: 'statuses',
      parameter: { name: 'id', type: 'id' },
      column: 'deployment_id',
      parents: ['deployments'],
      parentColumns: { deployments: 'id' },
    },
    filters: {
      state: { is: 'equal', column: 'state' },
      environment: { is: 'equal', column: 'environment', description: 'Name of the environment.' },
    },
    sorts: { created: byTime('created_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
