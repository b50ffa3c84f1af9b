import type { Filters } from '../filter.ts';
import type { Representation } from '../representation.ts';
import { byId, byTime } from './sorts.ts';

/**
 * Filters of lists of issues and of pull requests, named like GitHub's parameters.
 *
 * @see https://docs.github.com/rest/issues/issues#list-repository-issues
 */
export const issueFilters: Filters = {
  state: { is: 'oneOf', column: 'state', values: ['open', 'closed'], hasAll: true },
  author: {
    is: 'equalIgnoringCase',
    column: 'author_login',
    description: 'Login of the author, case-insensitive.',
  },
  creator: { is: 'equalIgnoringCase', column: 'author_login', description: "GitHub's name for `author`." },
  assignee: {
    is: 'including',
    column: 'assignees',
    description: 'Login of an assignee, case-insensitive; `none`: without an assignee; `*`: with any.',
  },
  labels: {
    is: 'includingAll',
    column: 'labels',
    description: 'Names separated by commas, case-insensitive: objects that have all of them.',
  },
  since: { is: 'since', column: 'updated_at', description: 'Only objects updated at or after this time.' },
};

/** A milestone number is unique within its repository. */
export const milestoneFilter: Filters = {
  milestone: {
    is: 'numberOrNone',
    column: 'milestone_number',
    description: 'Number of the milestone; `none`: without a milestone; `*`: with any.',
  },
};

export const issueOrder: Pick<Representation, 'sorts' | 'direction' | 'tie'> = {
  sorts: {
    updated: byTime('updated_at'),
    created: byTime('created_at'),
    number: { column: 'number', type: 'number', isNullable: true, isOfRepository: true },
    comments: { column: 'comments', type: 'number', isNullable: true },
    id: byId,
  },
  direction: 'desc',
  tie: [byId],
};
