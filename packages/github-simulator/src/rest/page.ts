import { type Answer, RestError } from './answer.ts';

/** The properties of a list that its `Link` needs. */
export interface ListAddress {
  /** Without query; GitHub uses the repository's id in it, for any requested name. */
  base: string;
  query: URLSearchParams;
  /** Default page size, if it is not 30. */
  size?: number;
  /** Number of items from which GitHub pages this list by cursors; default: never. */
  cursorsFrom?: number;
}

/** `per_page` as GitHub parses it: default 30, at most 100. */
export function pageSize(query: URLSearchParams, unless = 30): number {
  const requested = Number.parseInt(query.get('per_page') ?? '', 10);
  return Number.isNaN(requested) || requested < 1 ? unless : Math.min(requested, 100);
}

/**
 * One page of `items`, numbered from 1, with GitHub's `Link` to the others. Only items of the page are converted.
 * `wrap` creates the object around the page, with `total_count`, if GitHub uses one.
 *
 * @throws RestError 422 for a page number that a list by cursors does not support.
 * @see https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function pageOf<T, S>(
  items: readonly T[],
  { base, query, size: unless, cursorsFrom = Number.POSITIVE_INFINITY }: ListAddress,
  shape: (item: T) => S,
  wrap: (page: S[], total: number) => unknown = (page) => page,
): Answer {
  const size = pageSize(query, unless);
  const isByCursor = items.length >= cursorsFrom;
  if (isByCursor) {
    const { start, links } = cursorsOf(items.length, { base, query, size });
    const page = items.slice(start, start + size).map(shape);
    return {
      status: 200,
      body: wrap(page, items.length),
      ...(links !== '' && { headers: { link: links } }),
    };
  }
  const number = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (page: number, rel: string) => {
    const target = new URLSearchParams(query);
    target.set('page', `${page}`);
    return `<${base}?${target}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to(Math.min(number - 1, last), 'prev')] : []),
    ...(number < last ? [to(number + 1, 'next'), to(last, 'last')] : []),
    ...(number > 1 ? [to(1, 'first')] : []),
  ];
  const page = items.slice((number - 1) * size, number * size).map(shape);
  return {
    status: 200,
    body: wrap(page, items.length),
    ...(links.length > 0 && { headers: { link: links.join(', ') } }),
  };
}

const cursorPrefix = 'cursor:';
const tooDeep =
  'Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)';

/**
 * The start of a page of a large list, and its `Link`: cursors identify the next page, there is no last page, and high
 * page numbers are rejected.
 *
 * @throws RestError 422
 */
function cursorsOf(
  length: number,
  { base, query, size }: { base: string; query: URLSearchParams; size: number },
): { start: number; links: string } {
  const after = query.get('after');
  const number = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  if (after === null && number > 1) throw new RestError(422, tooDeep);
  const cursor = Buffer.from(after ?? '', 'base64').toString();
  const start = after === null ? 0 : Number(cursor.slice(cursorPrefix.length));
  if (!cursor.startsWith(after === null ? '' : cursorPrefix) || !Number.isSafeInteger(start))
    throw new RestError(422, 'Invalid cursor');
  const end = start + size;
  if (end >= length) return { start, links: '' };
  const target = new URLSearchParams(query);
  // GitHub adds a page number next to the cursor, which alone determines the position.
  target.set('page', `${number + 1}`);
  target.set('after', Buffer.from(`${cursorPrefix}${end}`).toString('base64'));
  return { start, links: `<${base}?${target}>; rel="next"` };
}
