import { GitHubServerError } from './errors.ts';
import type { GitHubResponse, Page, PageOptions, PagePosition } from './github-client.ts';
import { isByCursor, lastPageOf, linkTo, numberOf, withPage } from './page-links.ts';
import { createReadAhead } from './read-ahead.ts';

/** A page to request: by the list's parameters, or by the address that GitHub named. */
export type PageTarget = { parameters: Record<string, unknown> } | { url: string };

/** @param isFresh whether a stored answer may not stand in for GitHub's. */
export type ReadPage = (
  target: PageTarget,
  options: { isFresh?: boolean; signal: AbortSignal },
) => Promise<GitHubResponse<unknown>>;

/** GitHub filters some lists behind their paging, so some pages may be empty; so many in a row lead nowhere. */
const mostEmptyPages = 20;

/**
 * Reads a list page by page, as `Link` names them. Where pages are numbered and GitHub names the last one, the next
 * ones are under way while one is worked on. A page too heavy for GitHub (502, 504) is read in halves, and so are those
 * after it; an unchanged full page that is the last one stored may hide a new one behind it, which is looked for.
 * Elements that are null are left out.
 *
 * @throws what `read` throws, once a page cannot be smaller; GitHubServerError for an answer that is no list, and for a
 *   list that makes no progress, as where a page names itself as the next one.
 */
export async function* paginate(
  read: ReadPage,
  parameters: Record<string, unknown>,
  { from, ahead = 0, isByCursor: isNeverCounted = false }: PageOptions = {},
): AsyncGenerator<Page<unknown>, void, undefined> {
  const whole = { per_page: 100, ...parameters, ...from };
  let size = Number(whole.per_page);
  let target: PageTarget = { parameters: { ...whole, per_page: size } };
  let skip = 0;
  const progress = createProgress();
  const pageOf = (response: GitHubResponse<unknown>): FoundPage => {
    const items = itemsOf(response);
    const hidden = isNeverCounted ? null : hiddenNext(response, items, size);
    return { items, next: linkTo(response.headers.link, 'next') ?? hidden, response };
  };
  const stop = new AbortController();
  const { signal } = stop;
  const readAhead = createReadAhead((url) => read({ url }, { signal }), ahead, signal);

  try {
    for (;;) {
      let response: GitHubResponse<unknown>;
      try {
        const started = 'url' in target ? readAhead.take(target.url) : undefined;
        response = await (started ?? read(target, { signal }));
      } catch (error) {
        if (!isTooHeavy(error) || size <= 1) throw error;
        const half = Math.floor(size / 2);
        const smaller = shrink(target, size, half);
        target = smaller.target;
        skip += smaller.skip;
        size = half;
        readAhead.clear();
        continue;
      }
      let found = pageOf(response);
      if (response.fromStore && (!progress.isMade(found) || mayHideMore(found, size))) {
        // A stored `Link` may be from when GitHub erred, or from when this page was the last one.
        response = await read(target, { isFresh: true, signal });
        found = pageOf(response);
      }
      progress.demand(found);
      const { items, next } = found;
      const last = lastPageOf(response.headers.link, size);
      if (next !== null) readAhead.from(next, last);
      const wanted = items.slice(skip);
      const shown = wanted.filter((item) => item !== null);
      const nulls = wanted.length - shown.length;
      yield { items: shown, nulls, response, next: next === null ? null : positionIn(next), pages: last };
      skip = Math.max(0, skip - items.length);
      if (next === null) return;
      target = { url: next };
    }
  } finally {
    stop.abort();
  }
}

const isTooHeavy = (error: unknown) =>
  error instanceof GitHubServerError && (error.status === 502 || error.status === 504);

interface FoundPage {
  items: unknown[];
  next: string | null;
  response: GitHubResponse<unknown>;
}

/** Notices a list that goes in circles: by its addresses, and by what it shows. */
function createProgress() {
  const visited = new Set<string>();
  let shown = '';
  let empty = 0;
  const isMade = ({ next, items, response }: FoundPage): boolean => {
    if (next === null) return true;
    const there = numberOf(next);
    if (there !== null && there <= (numberOf(response.url) ?? 1)) return false;
    if (visited.has(queryOf(next)) || queryOf(next) === queryOf(response.url)) return false;
    return items.length === 0 ? empty < mostEmptyPages : keysOf(items) !== shown;
  };
  return {
    isMade,
    /** @throws GitHubServerError */
    demand(page: FoundPage): void {
      if (!isMade(page)) {
        const message = 'the list makes no progress: what follows the page was read before';
        throw new GitHubServerError(message, { status: page.response.status });
      }
      if (page.next !== null) visited.add(queryOf(page.next));
      empty = page.items.length === 0 ? empty + 1 : 0;
      if (page.items.length > 0) shown = keysOf(page.items);
    },
  };
}

/** What tells a page from another: the ids of its first and last item. */
function keysOf(items: readonly unknown[]): string {
  const [first, last] = [items[0], items.at(-1)].map((item) => Object(item));
  const key = (item: Record<string, unknown>) => item.id ?? item.sha ?? item.node_id ?? item.name ?? null;
  return JSON.stringify([items.length, key(first), key(last)]);
}

/** Where in its list an address is: GitHub writes a repository's id in some that were requested by name. */
function queryOf(address: string): string {
  const { searchParams } = new URL(address);
  searchParams.sort();
  return `${searchParams}`;
}

const positionIn = (url: string): PagePosition => Object.fromEntries(new URL(url).searchParams);

/** The same place in the list by smaller pages: a page number is counted anew, a cursor stays. */
function shrink(target: PageTarget, from: number, to: number): { target: PageTarget; skip: number } {
  const at = (page: number) => {
    const before = (page - 1) * from;
    return { page: Math.floor(before / to) + 1, skip: before % to };
  };
  if ('parameters' in target) {
    const { page, ...rest } = target.parameters;
    if ('after' in rest || 'cursor' in rest)
      return { target: { parameters: { ...target.parameters, per_page: to } }, skip: 0 };
    const moved = at(Number(page ?? 1));
    const parameters = { ...rest, per_page: to, ...(moved.page > 1 && { page: moved.page }) };
    return { target: { parameters }, skip: moved.skip };
  }
  const url = new URL(target.url);
  url.searchParams.set('per_page', `${to}`);
  const page = numberOf(url.href);
  if (page === null || page < 1) return { target: { url: url.href }, skip: 0 };
  const moved = at(page);
  return { target: { url: withPage(url.href, moved.page) }, skip: moved.skip };
}

/**
 * The list of an answer: itself, or the one array in it.
 *
 * @throws GitHubServerError where there is none, as of a proxy that answers for GitHub: it is no empty list.
 */
function itemsOf({ status, data }: GitHubResponse<unknown>): unknown[] {
  if (Array.isArray(data)) return data;
  // GitHub has no list at all, as of an empty repository's contributors.
  if (status === 204) return [];
  const lists = Object.values(Object(data)).filter((value) => Array.isArray(value));
  const [list] = lists;
  if (list === undefined || lists.length !== 1) {
    throw new GitHubServerError('GitHub answered no list where one was asked for', { status });
  }
  return list;
}

/** An ETag covers one page: that the last one stands as it was says nothing of a page that came after it. */
function hiddenNext(response: GitHubResponse<unknown>, items: unknown[], size: number): string | null {
  // A list that GitHub has begun to page by cursors has no page that could be guessed.
  if (!response.fromStore || items.length < size || isByCursor(response.url)) return null;
  return withPage(response.url, (numberOf(response.url) ?? 1) + 1);
}

/** Whether a stored page by a cursor was the last one, and may not be it any more. */
const mayHideMore = ({ next, items, response }: FoundPage, size: number) =>
  next === null && items.length >= size && isByCursor(response.url);
