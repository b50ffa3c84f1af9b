import { boolean, commit, name } from '../field.ts';
import type { Representation } from '../representation.ts';
import { shaExample } from './examples.ts';

export const branches: Representation = {
  resources: ['branches'],
  table: 'branches',
  schema: 'Branch',
  noun: 'branch',
  path: 'branches',
  cachedAs: 'repos',
  list: { operation: 'listBranches', summary: 'Branches, by name' },
  fields: {
    name: name({ example: 'main' }),
    commit: commit('sha', shaExample),
    protected: boolean(true),
  },
  filters: { protected: { is: 'boolean', column: 'protected' } },
  sorts: { name: { column: 'name', type: 'text' } },
  direction: 'asc',
  tie: [],
};
