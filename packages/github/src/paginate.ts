import { GitHubServerError } from './errors.ts';
import type { GitHubResponse, Page } from './github-client.ts';

/** Reads one page: the first by its parameters, others by the address that GitHub named. */
export type ReadPage = (
  target: { parameters: Record<string, unknown> } | { url: string },
) => Promise<GitHubResponse<unknown>>;

/**
 * Follows a list page by page. A page too heavy for GitHub (502, 504) is read in halves, and so are those after
 * it; an unchanged full page that is the last one stored may hide a new one behind it, which is looked for.
 *
 * @throws what `read` throws, once a page cannot be smaller; GitHubServerError for an answer that is no list.
 */
export async function* paginate(
  read: ReadPage,
  parameters: Record<string, unknown>,
): AsyncGenerator<Page<unknown>, void, undefined> {
  let size = typeof parameters.per_page === 'number' ? parameters.per_page : 100;
  let target: Parameters<ReadPage>[0] = { parameters: { ...parameters, per_page: size } };
  let skip = 0;
  for (;;) {
    let response: GitHubResponse<unknown>;
    try {
      response = await read(target);
    } catch (error) {
      if (!isTooHeavy(error) || size <= 1) throw error;
      const half = Math.floor(size / 2);
      const smaller = shrink(target, size, half);
      target = smaller.target;
      skip += smaller.skip;
      size = half;
      continue;
    }
    const items = itemsOf(response);
    const next = linkTo(response.headers.link, 'next') ?? hiddenNext(response, items, size);
    yield { items: items.slice(skip), response, isLast: next === null };
    skip = Math.max(0, skip - items.length);
    if (next === null) return;
    target = { url: next };
  }
}

const isTooHeavy = (error: unknown) =>
  error instanceof GitHubServerError && (error.status === 502 || error.status === 504);

type Target = Parameters<ReadPage>[0];

/** The same place in the list by smaller pages: a page number is counted anew, a cursor stays. */
function shrink(target: Target, from: number, to: number): { target: Target; skip: number } {
  const at = (page: number) => {
    const before = (page - 1) * from;
    return { page: Math.floor(before / to) + 1, skip: before % to };
  };
  if ('parameters' in target) {
    const { page, ...rest } = target.parameters;
    const moved = at(typeof page === 'number' ? page : 1);
    const parameters = { ...rest, per_page: to, ...(moved.page > 1 && { page: moved.page }) };
    return { target: { parameters }, skip: moved.skip };
  }
  const url = new URL(target.url);
  url.searchParams.set('per_page', `${to}`);
  const page = Number(url.searchParams.get('page'));
  if (!Number.isInteger(page) || page < 1) return { target: { url: url.href }, skip: 0 };
  const moved = at(page);
  url.searchParams.set('page', `${moved.page}`);
  return { target: { url: url.href }, skip: moved.skip };
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

function linkTo(header: string | number | undefined, relation: string): string | null {
  const links = String(header ?? '').matchAll(/<([^<>]*)>\s*;\s*rel="([^"]*)"/g);
  for (const [, url = '', rel] of links) if (rel === relation) return url;
  return null;
}

/** An ETag covers one page: that the last one stands as it was says nothing of a page that came after it. */
function hiddenNext(response: GitHubResponse<unknown>, items: unknown[], size: number): string | null {
  if (!response.fromStore || items.length < size) return null;
  const url = new URL(response.url);
  // A list by cursors has no page that could be guessed.
  if (url.searchParams.has('cursor') || url.searchParams.has('after')) return null;
  const page = Number(url.searchParams.get('page') ?? 1);
  if (!Number.isInteger(page)) return null;
  url.searchParams.set('page', `${page + 1}`);
  return url.href;
}
