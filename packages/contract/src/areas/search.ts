import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, paging } from '../lists.ts';
import { fullName, text } from '../parameters.ts';
import { searchResult, searchResultExamples } from '../schemas/search-result.ts';

/** Full text over what is mirrored. */
export const search = {
  search: defineRoute({
    path: '/api/v1/search',
    summary: 'Issues, pull requests and commits by their words, the best first',
    description:
      'Words are found in any inflection of English: `"in this order"`, `one or another`, `-without`. The best are taken from the 200 newest of each kind that fit.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      q: text(256).describe('What to look for in titles, bodies and messages.'),
      type: z.enum(['issues', 'pulls', 'commits']).optional().describe('Only of one kind.'),
      repository: fullName.optional().describe('Only in this one; in any case, also an old name.'),
      state: z
        .enum(['open', 'closed', 'all'])
        .default('all')
        .describe('Of issues and pull requests; commits have none.'),
    }),
    response: listOf(searchResult),
    problems: [422],
    example: { data: searchResultExamples, next_cursor: null },
  }),
};
