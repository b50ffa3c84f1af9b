import { account, boolean, id, integer, text, texts } from '../field.ts';
import type { Representation } from '../representation.ts';
import { byId } from './sorts.ts';

export const runners: Representation = {
  resources: ['runners', 'organization_runners'],
  table: 'runners',
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
  fields: {
    id: id({
      example: 23,
      description: 'Unique within its repository or organisation only.',
    }),
    name: text('linux_runner'),
    os: text('linux'),
    status: text('online', {
      description: '`online` or `offline`; null for a runner that is known from jobs only.',
    }),
    busy: boolean(true),
    labels: texts(['self-hosted', 'Linux', 'X64']),
    runner_group_id: integer(1),
    runner_group_name: text('Default'),
    organization: account('organization', null, { description: 'Null for a runner of a repository.' }),
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
};
