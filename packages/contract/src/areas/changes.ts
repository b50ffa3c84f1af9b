import { resources } from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { anyOf, fullName, integer, repositoryParams } from '../parameters.ts';
import { change, changeExample, changeKind } from '../schemas/change.ts';

const position = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** `now`: the end of the log. */
const since = z.union([position, z.literal('now')]);

const filters = {
  resource: anyOf(z.enum(resources.map(({ name }) => name)), 'issues,pull_requests')
    .optional()
    .describe('Only these kinds of objects, separated by commas.'),
  kind: anyOf(changeKind, 'created,deleted')
    .optional()
    .describe('Only these kinds of changes, separated by commas.'),
  repository: anyOf(fullName, 'octo-org/octo-repo')
    .optional()
    .describe('Only changes of these repositories and their objects, separated by commas.'),
};

/** The change log. */
export const changes = {
  listAllChanges: defineRoute({
    path: '/api/v1/changes',
    summary: 'List changes of everything that the key can access, oldest first',
    description:
      'Every visible change once, in order. No entry is ever added at or below `read_to`: store it, and continue from there with `since`. ' +
      'A page ends after a part of the log that matches no filter, so it may be empty although `next_cursor` is set. Changes are kept for ' +
      '`CHANGE_RETENTION_DAYS`. An older `since`, or one beyond the end of the log (after a restore), is answered with 410 and the ' +
      'valid `range`: read the objects again, and continue from the `read_to` of a request with `since=now` that was sent before. A key that is limited to ' +
      'some repositories gets the changes of these.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      since: since
        .optional()
        .describe(
          'Only changes with a greater `seq`; absent or 0: from the oldest change that is kept; `now`: none, to get the `read_to` from which to follow.',
        ),
      ...filters,
    }),
    response: listOf(change).extend({
      read_to: z.int().describe('With this page, all matching changes up to this `seq` have been returned.'),
    }),
    problems: [404, 410],
    example: { ...pageExample(changeExample), read_to: changeExample.seq },
  }),
  streamChanges: defineRoute({
    path: '/api/v1/changes/stream',
    summary: 'Follow changes of everything that the key can access, as server-sent events',
    description:
      'Each change is a message whose `data` is an entry of `GET /api/v1/changes` and whose `id` is its `seq`. It starts after the ' +
      'header `Last-Event-ID`, which a browser sends when it reconnects, else after `since`, else at the end of the log. Every 15 ' +
      'seconds `: heartbeat {seq}` and the position in the log follow, so that a reconnection continues there even if no change matched. `event: reset`, ' +
      'with a problem and the valid `range`, means that changes were missed, because the log no longer has them or was restored: read the ' +
      'objects again; the stream continues with new changes. The key is checked again every few seconds: a stream ends when it is revoked. ' +
      'A client that reads too slowly is disconnected, and can resume.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: z.object({
      since: since
        .optional()
        .describe('Only changes with a greater `seq`; absent or `now`: changes from now on.'),
      ...filters,
    }),
    response: z.string(),
    mediaType: 'text/event-stream',
    problems: [404],
    example: `id: ${changeExample.seq}\ndata: ${JSON.stringify(changeExample)}\n\n`,
  }),
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
      after: position
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
