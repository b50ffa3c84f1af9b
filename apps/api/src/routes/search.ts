import { contract } from '@hubtwin/contract';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { findMatched } from '../queries/find-matched.ts';
import { requireRepository } from '../queries/require-repository.ts';
import { searchMatches } from '../queries/search-matches.ts';
import { withinTime } from '../queries/within-time.ts';
import { invalidSearch } from '../search/invalid-search.ts';
import { parseSearch } from '../search/parse-search.ts';

/** Sorting matches of frequent words that no new text has may take long: it is cancelled. */
const limits = {
  milliseconds: 3_000,
  expired: (cause: unknown) =>
    new ProblemError(
      'search_too_broad',
      'The search matches too much: add a repository, a type, or less frequent words.',
      { cause },
    ),
};

const every = ['issues', 'pulls', 'commits'] as const;

export const search = route(
  contract.search,
  async ({ query: { limit, cursor, q, repository, type, state }, access }, { database }) => {
    const { groups, qualifiers } = parseSearch(q);
    const { kinds, isInTitle, conditions } = qualifiers;
    if (repository !== undefined && qualifiers.repository !== null) {
      throw invalidSearch('names a repository, but the parameter repository is set too');
    }
    const named = repository ?? qualifiers.repository ?? undefined;
    const found = named === undefined ? null : await requireRepository(database, access, named);
    const searched = every.filter(
      (kind) => (type === undefined || kind === type) && (kinds === null || kinds.has(kind)),
    );
    if (searched.length === 0) throw invalidSearch('has qualifiers that exclude each other');
    const filters = {
      groups,
      kinds: searched,
      isInTitle,
      state,
      repositoryId: found?.id ?? null,
      conditions,
    };
    return await withinTime(database, limits, async (transaction) => {
      const page = await searchMatches(transaction, access, filters, { limit, cursor });
      return { body: { ...page, data: await findMatched(transaction, page.data) } };
    });
  },
);
