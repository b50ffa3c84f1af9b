import { z } from 'zod';
import { paging } from './lists.ts';
import { text, time } from './parameters.ts';

/** Filters of lists that exist for one repository and across all of them. */
export const issueFilters = paging.extend({
  state: z.enum(['open', 'closed', 'all']).default('all'),
  author: text().optional().describe('Login of who opened it, in any case.'),
  since: time.optional().describe('Only what was updated at or after this time.'),
});

export const runFilters = paging.extend({
  status: text().optional().describe('Such as `queued`, `in_progress`, `completed`.'),
  conclusion: text().optional().describe('Such as `success`, `failure`, `cancelled`.'),
  branch: text().optional().describe('Name of the head branch.'),
});

export const milestoneFilters = paging.extend({ state: z.enum(['open', 'closed', 'all']).default('all') });

export const runnerFilters = paging.extend({
  status: text().optional().describe('`online` or `offline`.'),
});
