import { contract } from '@hubtwin/contract';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { findMatched } from '../queries/find-matched.ts';
import { resolveRepository } from '../queries/resolve-repository.ts';
import { searchMatches } from '../queries/search-matches.ts';
import { selectPage } from '../queries/select-page.ts';
import { withinTime } from '../queries/within-time.ts';

/** Words that are frequent alone and never stand together have all rows looked at: that is cut off. */
const limits = {
  milliseconds: 3_000,
  expired: (cause: unknown) =>
    new ProblemError('search_too_broad', 'Narrow it: name a repository, a type, or rarer words.', { cause }),
};

export const search = route(
  contract.search,
  async ({ query: { limit, cursor, repository, ...asked }, access }, { database }) => {
    const named =
      repository === undefined ? undefined : await resolveRepository(database, access, repository);
    if (named === null) return { body: { data: [], next_cursor: null } };
    const filters = { ...asked, repositoryId: named?.id };
    const list = searchMatches(access, filters);
    return await withinTime(database, limits, async (transaction) => {
      const page = await selectPage(transaction, list, { within: access, filters, limit, cursor });
      return { body: { ...page, data: await findMatched(transaction, page.data) } };
    });
  },
);
