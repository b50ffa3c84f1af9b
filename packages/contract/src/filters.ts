import { z } from 'zod';
import { paging } from './lists.ts';
import { instant, text } from './parameters.ts';

const sortedBy = <Column extends string>(columns: readonly [Column, ...Column[]]) => ({
  sort: z
    .enum(columns)
    .default(columns[0])
    .describe(
      'By `updated`, what is updated between two pages moves past the reader, who may miss it. No update changes any other order.',
    ),
  direction: z.enum(['asc', 'desc']).default('desc'),
});

/** Filters of lists that exist for one repository and across all of them. */
const filtersOfIssues = paging.extend({
  state: z.enum(['open', 'closed', 'all']).default('all'),
  author: text().optional().describe('Login of who opened it, in any case.'),
  since: instant.optional().describe('Only what was updated at or after this time.'),
});

export const issueFilters = filtersOfIssues.extend(sortedBy(['updated', 'created', 'number', 'id']));
/** Each repository counts its numbers anew. */
export const issueFiltersAcross = filtersOfIssues.extend(sortedBy(['updated', 'created', 'id']));

/** @see https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository */
const runStatuses = ['requested', 'waiting', 'pending', 'queued', 'in_progress', 'completed'] as const;
const runConclusions = [
  'success',
  'failure',
  'cancelled',
  'skipped',
  'neutral',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
] as const;

export const runFilters = paging.extend({
  status: z.enum(runStatuses).optional(),
  conclusion: z.enum(runConclusions).optional(),
  branch: text().optional().describe('Name of the head branch.'),
});

export const milestoneFilters = paging.extend({ state: z.enum(['open', 'closed', 'all']).default('all') });

export const runnerFilters = paging.extend({
  status: z.enum(['online', 'offline']).optional(),
});
