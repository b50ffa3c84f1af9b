import { contract } from '@hubtwin/contract';
import { changesHorizon } from '@hubtwin/database';
import { sql } from 'kysely';
import { type FeedQuery, readFilter } from '../feed/feed-filter.ts';
import { readFeed } from '../feed/read-feed.ts';
import { requireKept } from '../feed/require-kept.ts';
import { repositoryRoute } from '../http/repository-route.ts';
import { route } from '../http/route.ts';
import { changesUpTo } from '../queries/changes.ts';
import { decodeCursor, encodeCursor } from '../queries/cursor.ts';
import { positionOf, selectPage } from '../queries/select-page.ts';

export const listChanges = repositoryRoute(
  contract.listChanges,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => {
    // Read before the page: later commits have greater numbers.
    const horizon = await changesHorizon(database);
    const list = changesUpTo(horizon);
    const of = { within: { repositoryId }, filters };
    const begin = cursor === undefined ? (filters.after ?? 0) : Number(positionOf(list, of, cursor)[0]);
    const page = await selectPage(database, list, { ...of, limit, cursor });
    const resume = 'continue from the read_to of a request without after';
    await requireKept(database, { after: begin, horizon, resume });
    const last = page.data.at(-1)?.seq ?? begin;
    return { body: { ...page, read_to: page.next_cursor === null ? Math.max(horizon, begin) : last } };
  },
);

const order = [{ by: sql`seq`, type: 'number' }] as const;
const maxBytes = 4 * 1_048_576;

export const listAllChanges = route(
  contract.listAllChanges,
  async ({ query: { limit, cursor, since = 0, ...given }, access }, { database }) => {
    const binding = ['feed', bindingOf(given)];
    const filter = await readFilter(database, access, given);
    // Read before the page: later commits have greater numbers.
    const horizon = await changesHorizon(database);
    const begin = since === 'now' ? horizon : since;
    const after = cursor === undefined ? begin : Number(decodeCursor(binding, order, cursor)[0]);
    const range = { after, until: horizon, limit, maxBytes };
    const { changes, readTo } = await readFeed(database, filter, access, range);
    const resume = 'continue from the read_to of a request with since=now that was sent before';
    await requireKept(database, { after, horizon, resume });
    const next = readTo < horizon ? encodeCursor(binding, [`${readTo}`]) : null;
    return { body: { data: changes, next_cursor: next, read_to: Math.max(readTo, after) } };
  },
);

const bindingOf = ({ resource, kind, repository }: FeedQuery) => [resource, kind, repository];

const eventId = /^\d{1,16}$/;

export const streamChanges = route(
  contract.streamChanges,
  async ({ query: { since, ...given }, access, lastEventId }, { database, feed }) => {
    const filter = await readFilter(database, access, given);
    // A browser that reconnects repeats the URL.
    const after = lastEventId !== undefined && eventId.test(lastEventId) ? Number(lastEventId) : since;
    const position = after === undefined || after === 'now' ? null : after;
    return {
      followed: {
        follow: (response, key) => feed.subscribe({ response, key, access, filter, since: position }),
      },
    };
  },
);
