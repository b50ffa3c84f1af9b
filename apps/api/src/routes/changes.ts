import { contract } from '@hubtwin/contract';
import { changesHorizon, oldestKeptChange, readLogHistory } from '@hubtwin/database';
import { repositoryRoute } from '../http/repository-route.ts';
import { ProblemError } from '../problem-error.ts';
import { changesUpTo } from '../queries/changes.ts';
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
    // Checked after the page, to detect that retention removed a part of it in between.
    const oldest = await oldestKeptChange(database);
    const range = { oldest: oldest - 1, newest: horizon };
    const readAgain =
      'Read the followed resources again, and continue from the read_to of a request without after.';
    if (begin > horizon) {
      const detail = `The log ends at ${horizon}, as after the database was restored. ${readAgain}`;
      throw new ProblemError('changes_ahead', detail, { range });
    }
    const { lost = [] } = (await readLogHistory(database)) ?? {};
    const gap = lost.find(({ after, until }) => begin > after && begin < until);
    if (gap !== undefined) {
      const detail = `Changes beyond ${gap.after} were lost when the database was restored. ${readAgain}`;
      throw new ProblemError('changes_ahead', detail, { range: { ...range, oldest: gap.until } });
    }
    if (begin > 0 && begin + 1 < oldest) {
      const detail = `Changes below ${oldest} are no longer kept. ${readAgain}`;
      throw new ProblemError('changes_expired', detail, { range });
    }
    const last = page.data.at(-1)?.seq ?? begin;
    return { body: { ...page, read_to: page.next_cursor === null ? Math.max(horizon, begin) : last } };
  },
);
