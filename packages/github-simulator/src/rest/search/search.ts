import { resolveRepository } from '../../world/lookup.ts';
import type { Repository } from '../../world/model.ts';
import { type Answer, RestError, validationFailed } from '../answer.ts';
import { pageOf, pageSize } from '../page.ts';
import type { Call } from '../route.ts';
import { visibleRepositories } from '../visible-repositories.ts';
import { parseQuery, type Term } from './parse-query.ts';

/** Returns a predicate for the value of a qualifier; null for an invalid value. */
export type Qualifier<T> = (value: string) => ((item: T) => boolean) | null;

/** The definition of a search. */
export interface Searched<T, S extends { score: number }> {
  /** The items of the searched repositories. */
  items(repositories: readonly Repository[]): T[];
  qualifiers: Readonly<Record<string, Qualifier<T>>>;
  /** The texts that free text is searched in, by their names for `in:`. */
  texts: Readonly<Record<string, (item: T) => string>>;
  /** The `texts` that are searched without `in:`. */
  defaultTexts: readonly string[];
  /** The sort keys, by their names for `sort`. */
  orders: Readonly<Record<string, (item: T) => string | number>>;
  defaultOrder: string;
  shape(call: Call, item: T): Omit<S, 'score'>;
}

/** GitHub's maximum number of results, though it counts all. */
const maxFound = 1_000;
const longestQuery = 256;

const places = ['repo', 'org', 'user'];

/**
 * A search over the repositories that the viewer can access.
 *
 * @throws RestError 422 for an empty query, for invalid values of qualifiers, and beyond 1,000 results.
 * @see https://docs.github.com/rest/search/search
 */
export function search<T, S extends { score: number }>(call: Call, searched: Searched<T, S>): Answer {
  const { query, address } = call;
  const q = query.get('q') ?? '';
  if (q.trim() === '') throw validationFailed({ resource: 'Search', field: 'q', code: 'missing' });
  const terms = parseQuery(q, new Set([...places, 'in', ...Object.keys(searched.qualifiers)]));
  if (textOf(terms).length > longestQuery) {
    throw invalid('The search is longer than 256 characters.');
  }
  const tests = testsOf(searched, terms);
  const found = searched
    .items(repositoriesOf(call, terms))
    .filter((item) => tests.every((isFound) => isFound(item)));
  const orderBy = searched.orders[query.get('sort') ?? ''] ?? searched.orders[searched.defaultOrder];
  const sign = query.get('order') === 'asc' ? 1 : -1;
  if (orderBy !== undefined) found.sort((one, other) => sign * compare(orderBy(one), orderBy(other)));

  const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  if ((page - 1) * pageSize(query) >= maxFound) {
    throw new RestError(422, 'Only the first 1000 search results are available');
  }
  return pageOf(
    found.slice(0, maxFound),
    { base: address, query },
    (item) => ({ ...searched.shape(call, item), score: 1 }),
    (items) => ({ total_count: found.length, incomplete_results: false, items }),
  );
}

/** Terms of one qualifier are alternatives; without one, all accessible repositories. */
function repositoriesOf({ context: { world }, viewer }: Call, terms: readonly Term[]): Repository[] {
  const visible = visibleRepositories(world, viewer);
  const isIn = (term: Term): ((repository: Repository) => boolean) => {
    if (term.qualifier !== 'repo') {
      const account = world.accounts.get(term.value.toLowerCase());
      return account === undefined ? refuse() : ({ owner }) => owner === account;
    }
    const [owner = '', name = ''] = term.value.split('/');
    const found = resolveRepository(world, owner, name)?.repository;
    return found !== undefined && viewer.canSee(found) ? (repository) => repository === found : refuse();
  };
  const requested = terms.filter(({ qualifier }) => qualifier !== null && places.includes(qualifier));
  const wanted = requested.filter(({ excluded }) => !excluded).map(isIn);
  const unwanted = requested.filter(({ excluded }) => excluded).map(isIn);
  return visible.filter(
    (repository) =>
      (wanted.length === 0 || wanted.some((is) => is(repository))) && !unwanted.some((is) => is(repository)),
  );
}

function testsOf<T>(
  searched: Pick<Searched<T, { score: number }>, 'qualifiers' | 'texts' | 'defaultTexts'>,
  terms: readonly Term[],
): ((item: T) => boolean)[] {
  const within = terms.filter(({ qualifier }) => qualifier === 'in').flatMap(({ value }) => value.split(','));
  const texts = (within.length > 0 ? within : searched.defaultTexts).flatMap(
    (name) => searched.texts[name] ?? [],
  );
  return terms.flatMap(({ qualifier, value, excluded }) => {
    if (qualifier === 'in' || (qualifier !== null && places.includes(qualifier))) return [];
    const isFound =
      qualifier === null
        ? (item: T) => texts.some((text) => text(item).toLowerCase().includes(value.toLowerCase()))
        : searched.qualifiers[qualifier]?.(value);
    if (isFound == null) throw invalid(`"${value}" is not a recognized value for ${qualifier}.`);
    return [(item: T) => isFound(item) !== excluded];
  });
}

const textOf = (terms: readonly Term[]) =>
  terms
    .filter(({ qualifier }) => qualifier === null)
    .map(({ value }) => value)
    .join(' ');

function refuse(): never {
  throw invalid(
    'The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.',
  );
}

export const invalid = (message: string) =>
  validationFailed({ message, resource: 'Search', field: 'q', code: 'invalid' });

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
