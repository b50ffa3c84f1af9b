import { contract } from '@hubtwin/contract';
import { changesHorizon, oldestKeptChange } from '@hubtwin/database';
import { repositoryRoute } from '../http/repository-route.ts';
import { ProblemError } from '../problem-error.ts';
import { changesUpTo } from '../queries/changes.ts';
import { positionOf, selectPage } from '../queries/select-page.ts';

export const listChanges = repositoryRoute(
  contract.listChanges,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => {
    // Read before the page: what commits in between lies above it.
    const horizon = await changesHorizon(database);
    const list = changesUpTo(horizon);
    const of = { within: { repositoryId }, filters };
    const page = await selectPage(database, list, { ...of, limit, cursor });
    const begin = cursor === undefined ? (filters.after ?? 0) : Number(positionOf(list, of, cursor)[0]);
    // Asked after the page: what retention took from it meanwhile is known by now.
    const oldest = await oldestKeptChange(database);
    if (begin > 0 && begin + 1 < oldest) {
      throw new ProblemError(
        'changes_expired',
        `Changes below ${oldest} are no longer kept. Read what you follow anew, and go on from the read_to of a request without after.`,
      );
    }
    const last = page.data.at(-1)?.seq ?? begin;
    return { body: { ...page, read_to: page.next_cursor === null ? Math.max(horizon, begin) : last } };
  },
);
