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
      'All that fits is ranked: what fits by its title first, then the rest, the last updated first in either. Words are found in any inflection of English, within paths and identifiers (`websocket` finds `WebSocketClient` and `web_socket.ts`), and within Chinese, Japanese and Korean text. `"in this order"`, `one or another`, `-without`; `type:` `is:` `state:` `repo:` `author:` `assignee:` `label:` and `in:title` narrow it as on GitHub. What would silently find nothing, such as an unknown qualifier, is 400. Of a text the first 20,000 characters are searched, of a title 1,000. Nothing else is left out: a search that would take too long, as for a phrase of words that nearly all texts have, is 422 `search_too_broad`.',
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
    problems: [404, 422],
    example: { data: searchResultExamples, next_cursor: null },
  }),
};
