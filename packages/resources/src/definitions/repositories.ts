import type { Filters } from '../filter.ts';
import type { Sort } from '../representation.ts';
import { byTime } from './sorts.ts';

/**
 * Filters of lists of repositories; the schema of a repository is in the contract, because it contains more than
 * mirrored fields.
 */
export const repositoryFilters: Filters = {
  owner: {
    is: 'equalIgnoringCase',
    column: 'owner_login',
    description: 'Login of the owner, case-insensitive.',
  },
  language: {
    is: 'equalIgnoringCase',
    column: 'language',
    description: 'The main language, case-insensitive.',
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

/** `full_name` is case-insensitive, as on GitHub. */
export const repositorySorts: Readonly<Record<'full_name' | 'created' | 'updated' | 'pushed', Sort>> = {
  full_name: { column: 'full_name', type: 'text' },
  created: byTime('created_at'),
  updated: byTime('updated_at'),
  pushed: byTime('pushed_at'),
};
