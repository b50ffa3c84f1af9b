import { GitHubServerError } from './errors.ts';
import type { GitHubResponse, PagePosition } from './github-client.ts';
import { type Link, parseLinks } from './parse-links.ts';

type Linking = Pick<GitHubResponse<unknown>, 'headers' | 'url' | 'status'>;

/**
 * The address of the next page, resolved against the address that was requested; null: this page is the last.
 *
 * @throws GitHubServerError where `Link` or the address in it cannot be read: what follows is unknown.
 */
export function nextPageOf(response: Linking): string | null {
  const link = linkTo(response, 'next');
  if (link === null) return null;
  const url = URL.parse(link.target, response.url);
  if (url === null) throw unusable(response);
  return url.href;
}

/** Where the next page begins, as `nextPageOf`. */
export function nextPositionOf(response: Linking): PagePosition | null {
  const next = nextPageOf(response);
  return next === null ? null : positionIn(next);
}

export const positionIn = (url: string): PagePosition => Object.fromEntries(new URL(url).searchParams);

/** More than any list has: what names more cannot be counted by. */
const maxPages = 10_000_000;

/** The number of a list's last page, counted at so many a page; null where GitHub does not say. */
export function lastPageOf(response: Linking, size: number): number | null {
  const query = URL.parse(linkTo(response, 'last')?.target ?? '', response.url)?.searchParams;
  const page = Number(query?.get('page') ?? Number.NaN);
  const isCountedSo = Number(query?.get('per_page') ?? size) === size;
  return isCountedSo && Number.isSafeInteger(page) && page > 0 && page <= maxPages ? page : null;
}

/** The parameters that name a page by a cursor. */
const cursors = ['after', 'before', 'cursor'];

/** Whether an address names its page by a cursor; a page number beside it counts for nothing. */
export function isByCursor(address: string): boolean {
  const query = URL.parse(address)?.searchParams;
  return query !== undefined && hasCursor(Object.fromEntries(query));
}

export const hasCursor = (parameters: Record<string, unknown>): boolean =>
  cursors.some((name) => name in parameters);

/** The number of the page that an address names; null where it names none, or names it by a cursor. */
export function numberOf(address: string): number | null {
  if (isByCursor(address)) return null;
  const page = Number(URL.parse(address)?.searchParams.get('page') ?? Number.NaN);
  return Number.isSafeInteger(page) ? page : null;
}

export function withPage(address: string, page: number): string {
  const url = new URL(address);
  url.searchParams.set('page', `${page}`);
  return url.href;
}

/** The link that a response has for a relation of its own; null: it has none. */
function linkTo(response: Linking, relation: string): Link | null {
  const { headers, url } = response;
  const isOwn = ({ anchor }: Link) => anchor === null || URL.parse(anchor, url)?.href === url;
  try {
    const links = parseLinks(String(headers.link ?? ''));
    return links.find((link) => link.relations.includes(relation) && isOwn(link)) ?? null;
  } catch (cause) {
    throw unusable(response, cause);
  }
}

const unusable = ({ status }: Linking, cause?: unknown) =>
  new GitHubServerError("the list's Link header cannot be read: what follows the page is unknown", {
    status,
    cause,
  });
