import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { integer, repositoryParams } from '../parameters.ts';
import { change, changeExample } from '../schemas/change.ts';

/** The change log. */
export const changes = {
  listChanges: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}/changes',
    summary: 'Changes of a repository and of what is in it, the oldest first',
    description:
      'Nothing ever appears below what was read: remember `read_to` and go on from there with `after`. Changes are ' +
      'kept for `CHANGE_RETENTION_DAYS`; who comes back later, or with an `after` beyond the log, as after a restore, gets 410 and the valid `range`: read what you ' +
      'follow anew, and go on from the `read_to` of a request without `after`.',
    scope: 'read',
    limitedKeys: 'bounded',
    params: repositoryParams,
    query: paging.extend({
      after: integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
        .optional()
        .describe('Only changes with a greater `seq`; 0: from the oldest that is kept.'),
    }),
    response: listOf(change).extend({
      read_to: z.int().describe('Up to this `seq` all changes of the repository were read with this page.'),
    }),
    problems: [404, 410],
    example: { ...pageExample(changeExample), read_to: changeExample.seq },
  }),
};
