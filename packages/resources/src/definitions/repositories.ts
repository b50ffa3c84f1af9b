import type { Filters } from '../filter.ts';
import type { Sort } from '../representation.ts';
import { byTime } from './sorts.ts';

/** How repositories are listed; what is shown of one is more than what is mirrored of it, and stands in the contract. */
export const repositoryFilters: Filters = {
  owner: { is: 'equalIgnoringCase', column: 'owner_login', description: 'Login of the owner, in any case.' },
  language: {
    is: 'equalIgnoringCase',
    column: 'language',
    description: 'The language that most of it is written in, in any case.',
  },
  visibility: { is: 'oneOf', column: 'visibility', values: ['public', 'private', 'internal'] },
  archived: { is: 'boolean', column: 'archived' },
  fork: { is: 'boolean', column: 'fork' },
  topic: {
    is: 'including',
    column: 'topics',
    description: 'A topic; `none`: without topics; `*`: with any.',
  },
};

/** `full_name` is compared in any case, as GitHub does. */
export const repositorySorts: Readonly<Record<'full_name' | 'created' | 'updated' | 'pushed', Sort>> = {
  full_name: { column: 'full_name', type: 'text' },
  created: byTime('created_at'),
  updated: byTime('updated_at'),
  pushed: byTime('pushed_at'),
};
