import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, paging } from '../lists.ts';
import { fullName, text } from '../parameters.ts';
import { searchResult, searchResultExamples } from '../schemas/search-result.ts';

/** Full-text search. */
export const search = {
  search: defineRoute({
    path: '/api/v1/search',
    summary: 'Search issues, pull requests and commits, best match first',
    description:
      'Ranks every match: matches in the title first, then the others; within each group the last updated first. A word matches all its English inflections, parts of paths and identifiers (`websocket` matches `WebSocketClient` and `web_socket.ts`, `oauth` matches `OAuth2`, `1.2.3` matches `v1.2.3`), and Chinese, Japanese and Korean text. `"in this order"`, `one or another`, `-without` (but `--option` is a word), and the operators `AND`, `OR` and `NOT` work; `type:`, `is:`, `state:`, `repo:`, `author:`, `assignee:`, `label:` and `in:title` narrow the search as on GitHub, in any case. An unknown qualifier, and anything else that would silently match nothing, is answered with 400. The first 20,000 characters of a text are searched, and the first 1,000 of a title. A search that would take too long, such as a phrase of words that nearly all texts contain, is answered with 422 `search_too_broad`.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      q: text(256).describe('Searches titles, bodies and messages.'),
      type: z.enum(['issues', 'pulls', 'commits']).optional().describe('Only objects of this kind.'),
      repository: fullName
        .optional()
        .describe('Only this repository. Case-insensitive; a former name also works.'),
      state: z
        .enum(['open', 'closed', 'all'])
        .default('all')
        .describe('State of issues and pull requests; commits have none.'),
    }),
    response: listOf(searchResult),
    problems: [404, 422],
    example: { data: searchResultExamples, next_cursor: null },
  }),
};
