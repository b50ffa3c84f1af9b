import type { CallOptions, GitHub } from '@hubtwin/github';

/** One page of a list, by its number at 100 a page. */
export interface ListPage {
  number: number;
  items: unknown[];
  askedAt: Date;
  isLast: boolean;
  /** How many pages the list has as far as GitHub says, on every page but the last. */
  last: number | null;
}

export interface ReadPagesOptions extends CallOptions {
  /** The page to begin with. */
  from: number;
  /** How many are read ahead of the one that is handed out; bounds memory. */
  ahead: number;
}

const perPage = 100;

/**
 * Reads a list page by page, in order, the next ones under way while one is worked on. As many at once as is
 * known to be there: GitHub names the last page on the first.
 */
export async function* readPages(
  github: GitHub,
  route: string,
  parameters: Record<string, unknown>,
  { from, ahead, ...call }: ReadPagesOptions,
): AsyncGenerator<ListPage, void, undefined> {
  const stop = new AbortController();
  const signal = call.signal === undefined ? stop.signal : AbortSignal.any([call.signal, stop.signal]);
  const underWay = new Map<number, Promise<ListPage>>();
  const read = (number: number) => {
    const page = readPage(github, route, parameters, number, { ...call, signal });
    // Whoever waits for it hears of it; until then it is nobody's.
    page.catch(() => {});
    underWay.set(number, page);
    return page;
  };
  let last = from;
  try {
    for (let number = from; ; number++) {
      const page = await (underWay.get(number) ?? read(number));
      underWay.delete(number);
      if (page.isLast) return yield page;
      last = Math.max(last, page.last ?? number + 1);
      for (let next = number + 1; next <= Math.min(last, number + ahead); next++) {
        if (!underWay.has(next)) read(next);
      }
      yield page;
    }
  } finally {
    stop.abort();
  }
}

/** A page as it is counted at 100 a page, though GitHub may have had to be asked for it in smaller ones. */
async function readPage(
  github: GitHub,
  route: string,
  parameters: Record<string, unknown>,
  number: number,
  call: CallOptions,
): Promise<ListPage> {
  const items: unknown[] = [];
  const first = { ...parameters, per_page: perPage, ...(number > 1 && { page: number }) };
  let askedAt: Date | undefined;
  for await (const { items: found, response, isLast } of github.pages(route, first, call)) {
    items.push(...found);
    askedAt ??= response.askedAt;
    if (items.length < perPage && !isLast) continue;
    return { number, items, askedAt, isLast, last: lastOf(`${response.headers.link}`) };
  }
  throw new TypeError('a list ends with its last page');
}

/** Only where GitHub counts at 100 a page. */
function lastOf(link: string): number | null {
  const [, url = ''] = /<([^<>]*)>\s*;\s*rel="last"/.exec(link) ?? [];
  const query = URL.parse(url)?.searchParams;
  const number = Number(query?.get('page'));
  return query?.get('per_page') === `${perPage}` && Number.isInteger(number) && number > 0 ? number : null;
}
