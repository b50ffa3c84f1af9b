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
      'Nothing ever appears below what was read: remember the last `seq` and go on from there with `after`.',
    scope: 'read',
    params: repositoryParams,
    query: paging.extend({
      after: integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
        .optional()
        .describe('Only changes with a greater `seq`.'),
    }),
    response: listOf(change),
    problems: [404],
    example: pageExample(changeExample),
  }),
};
