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
    summary: 'Self-hosted runners of the repository, and those that its jobs ran on',
  },
  across: {
    operation: 'listAllRunners',
    summary: 'Self-hosted runners of all repositories and organisations, by id',
    description: 'A key that is limited to some repositories sees no runners of organisations.',
  },
  fields: {
    id: id({
      example: 23,
      description: 'Unique within its repository or organisation: GitHub counts separately in each.',
    }),
    name: text('linux_runner'),
    os: text('linux'),
    status: text('online', { description: '`online` or `offline`; null for one that only jobs have named.' }),
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
      description: 'Names separated by commas, in any case: what has all of them.',
    },
  },
  sorts: { id: byId },
  direction: 'asc',
  tie: [{ column: 'scope', type: 'text' }],
  isRepositoryOptional: true,
  source: 'sync',
};
