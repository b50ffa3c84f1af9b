/** The address that a `Link` header gives for a relation; null: it has none. */
export function linkTo(header: string | number | undefined, relation: string): string | null {
  const links = String(header ?? '').matchAll(/<([^<>]*)>\s*;\s*rel="([^"]*)"/g);
  for (const [, url = '', rel] of links) if (rel === relation) return url;
  return null;
}

/** The number of a list's last page, counted at so many a page; null where GitHub does not say. */
export function lastPageOf(header: string | number | undefined, size: number): number | null {
  const query = URL.parse(linkTo(header, 'last') ?? '')?.searchParams;
  const page = Number(query?.get('page') ?? Number.NaN);
  const isCountedSo = Number(query?.get('per_page') ?? size) === size;
  return isCountedSo && Number.isSafeInteger(page) && page > 0 ? page : null;
}

export function withPage(address: string, page: number): string {
  const url = new URL(address);
  url.searchParams.set('page', `${page}`);
  return url.href;
}

/** Whether an address names its page by a cursor; a page number beside it counts for nothing. */
export function isByCursor(address: string): boolean {
  const query = URL.parse(address)?.searchParams;
  return query?.has('after') === true || query?.has('cursor') === true;
}

/** The number of the page that an address names; null where it names none, or names it by a cursor. */
export function numberOf(address: string): number | null {
  if (isByCursor(address)) return null;
  const page = Number(URL.parse(address)?.searchParams.get('page') ?? Number.NaN);
  return Number.isSafeInteger(page) ? page : null;
}
