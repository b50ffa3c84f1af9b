import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { integer, repositoryParams } from '../parameters.ts';
import { change, changeExample } from '../schemas/change.ts';

/** The change log. */
export const changes = {
  listChanges: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}/changes',
    summary: 'List changes of a repository and of its objects, oldest first',
    description:
      'No entry is ever added at or below `read_to`: store it, and continue from there with `after`. Changes are ' +
      'kept for `CHANGE_RETENTION_DAYS`. An older `after`, or one beyond the end of the log (after a restore), is answered with 410 and the valid `range`: read the ' +
      'objects again, and continue from the `read_to` of a request without `after`.',
    scope: 'read',
    limitedKeys: 'bounded',
    params: repositoryParams,
    query: paging.extend({
      after: integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
        .optional()
        .describe('Only changes with a greater `seq`; 0: from the oldest change that is kept.'),
    }),
    response: listOf(change).extend({
      read_to: z
        .int()
        .describe('With this page, all changes of the repository up to this `seq` have been returned.'),
    }),
    problems: [404, 410],
    example: { ...pageExample(changeExample), read_to: changeExample.seq },
  }),
};
