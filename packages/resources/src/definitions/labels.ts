import { boolean, id, text } from '../field.ts';
import type { Representation } from '../representation.ts';
import { byId } from './sorts.ts';

export const labels: Representation = {
  resources: ['labels'],
  table: 'labels',
  schema: 'Label',
  noun: 'label',
  path: 'labels',
  cachedAs: 'issues',
  list: { operation: 'listLabels', summary: 'Labels, by name' },
  fields: {
    id: id({ example: 208_045_946 }),
    name: text('bug'),
    color: text('f29513', { description: 'Six hexadecimal digits.' }),
    description: text('Something is not working'),
    default: boolean(true, { column: 'is_default' }),
  },
  filters: {},
  sorts: { name: { column: 'name', type: 'text' } },
  direction: 'asc',
  tie: [byId],
  listedWith: 'name',
};
