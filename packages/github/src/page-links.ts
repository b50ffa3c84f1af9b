import { GitHubServerError } from './errors.ts';
import type { GitHubResponse, PagePosition } from './github-client.ts';
import { type Link, parseLinks } from './parse-links.ts';

type Linking = Pick<GitHubResponse<unknown>, 'headers' | 'url' | 'status'>;

/**
 * The URL of the next page, resolved against that of the response; null: this page is the last.
 *
 * @throws GitHubServerError if `Link` or its URL cannot be parsed: the next page is unknown.
 */
export function nextPageOf(response: Linking): string | null {
  const link = linkTo(response, 'next');
  if (link === null) return null;
  const url = URL.parse(link.target, response.url);
  if (url === null) throw unusable(response);
  return url.href;
}

/** The start of the next page, like `nextPageOf`. */
export function nextPositionOf(response: Linking): PagePosition | null {
  const next = nextPageOf(response);
  return next === null ? null : positionIn(next);
}

export const positionIn = (url: string): PagePosition => Object.fromEntries(new URL(url).searchParams);

/** More pages than any list has: a larger number is not used. */
const maxPages = 10_000_000;

/** The number of a list's last page for this page size; null if GitHub does not report it. */
export function lastPageOf(response: Linking, size: number): number | null {
  const query = URL.parse(linkTo(response, 'last')?.target ?? '', response.url)?.searchParams;
  const page = Number(query?.get('page') ?? Number.NaN);
  const isCountedSo = Number(query?.get('per_page') ?? size) === size;
  return isCountedSo && Number.isSafeInteger(page) && page > 0 && page <= maxPages ? page : null;
}

/** The parameters that identify a page by a cursor. */
const cursors = ['after', 'before', 'cursor'];

/** Whether a URL identifies its page by a cursor; an additional page number is ignored. */
export function isByCursor(address: string): boolean {
  const query = URL.parse(address)?.searchParams;
  return query !== undefined && hasCursor(Object.fromEntries(query));
}

export const hasCursor = (parameters: Record<string, unknown>): boolean =>
  cursors.some((name) => name in parameters);

/** The page number of a URL; null if it has none, or has a cursor. */
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

/** The link of a response with this relation to the requested resource; null: none. */
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
  new GitHubServerError("the list's Link header cannot be parsed: the next page is unknown", {
    status,
    cause,
  });
