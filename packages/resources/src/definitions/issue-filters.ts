import type { Filters } from '../filter.ts';
import type { Representation } from '../representation.ts';
import { byId, byTime } from './sorts.ts';

/**
 * What lists of issues and of pull requests have in common, by the names of GitHub's own parameters.
 *
 * @see https://docs.github.com/rest/issues/issues#list-repository-issues
 */
export const issueFilters: Filters = {
  state: { is: 'oneOf', column: 'state', values: ['open', 'closed'], hasAll: true },
  author: {
    is: 'equalIgnoringCase',
    column: 'author_login',
    description: 'Login of who opened it, in any case.',
  },
  creator: { is: 'equalIgnoringCase', column: 'author_login', description: "GitHub's name for `author`." },
  assignee: {
    is: 'including',
    column: 'assignees',
    description: 'Login of an assignee, in any case; `none`: nobody is assigned; `*`: somebody is.',
  },
  labels: {
    is: 'includingAll',
    column: 'labels',
    description: 'Names separated by commas, in any case: what has all of them.',
  },
  since: { is: 'since', column: 'updated_at', description: 'Only what was updated at or after this time.' },
};

/** Milestones have numbers within their repository. */
export const milestoneFilter: Filters = {
  milestone: {
    is: 'numberOrNone',
    column: 'milestone_number',
    description: 'Number of the milestone; `none`: those without one; `*`: those with any.',
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
