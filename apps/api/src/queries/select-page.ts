import type { Database } from '@hubtwin/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Visibility } from './access.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';
import { type SortTypeName, sortTypes } from './sort-types.ts';
import type { Source } from './source.ts';

export interface SortColumn {
  by: RawBuilder<unknown>;
  type: SortTypeName;
  /** The column may be null; such rows are last, in either direction. */
  nullable?: boolean;
}

/** A list: which rows of a source, in which order. An index must support every order with every filter. */
export interface List<Row, Item, Filters> extends Source<Row, Item> {
  /** Identifies the list in its cursors. */
  name: string;
  direction: 'asc' | 'desc';
  /** The last column is unique within the list; only the first may be nullable. */
  order: readonly [SortColumn, ...SortColumn[]];
  /** The column with the id of the repository; null if rows belong to none. */
  repository: RawBuilder<unknown> | null;
  /** Whether a row may belong to several repositories: it is listed once. Default: to one. */
  isShared?: boolean;
  where(filters: Filters): RawBuilder<unknown>[];
}

/** Whose rows: those of one repository, or all that a caller may see. */
export type Within = { repositoryId: number } | Visibility;

interface PageOptions<Filters> {
  within: Within;
  filters: Filters;
  limit: number;
  cursor: string | undefined;
}

/** A page ends after so many bytes; one row may exceed them. */
const mostBytes = 4 * 1_048_576;

/** Reads a page of a list, and creates the cursor of the next one. The cost does not depend on the depth. */
export async function selectPage<Row, Item, Filters>(
  database: Kysely<Database>,
  list: List<Row, Item, Filters>,
  { within, filters, limit, cursor }: PageOptions<Filters>,
): Promise<{ data: Item[]; next_cursor: string | null }> {
  const binding = bindingOf(list, { within, filters });
  const after = cursor === undefined ? null : decodeCursor(binding, list.order, cursor);
  const { rows } = await boundedQuery(pageQuery(list, { within, filters, limit: limit + 1, after })).execute(
    database,
  );
  const page = rows.slice(0, limit);
  const last = page.length < (rows[0]?.available ?? 0) ? page.at(-1) : undefined;
  return {
    data: page.map((row) => list.present(row)),
    next_cursor: last === undefined ? null : encodeCursor(binding, last.sort_key),
  };
}

/** The rows of a page up to a limit of bytes, as texts may be long, and the number of available rows. */
const boundedQuery = <Row>(page: RawBuilder<Row>): RawBuilder<Row & { available: number }> => sql`
  select * from (
    select page.*, count(*) over ()::int as available,
           coalesce(sum(octet_length(page::text)) over (rows between unbounded preceding and 1 preceding), 0) as before
      from (${page}) as page) as measured
   where before <= ${mostBytes}`;

/**
 * The start position of a cursor: the sort values of the last row before it.
 *
 * @throws like `decodeCursor`.
 */
export const positionOf = <Row, Item, Filters>(
  list: List<Row, Item, Filters>,
  of: { within: Within; filters: Filters },
  cursor: string,
): Position => decodeCursor(bindingOf(list, of), list.order, cursor);

const bindingOf = <Row, Item, Filters>(
  { name }: List<Row, Item, Filters>,
  { within, filters }: { within: Within; filters: Filters },
) => [name, 'repositoryId' in within ? within.repositoryId : null, filters];

/** The statement behind a page, with the position of each row. */
export function pageQuery<Row, Item, Filters>(
  list: List<Row, Item, Filters>,
  options: { within: Within; filters: Filters; limit: number; after: Position | null },
): RawBuilder<Row & { sort_key: Position }> {
  const { within, filters, limit, after } = options;
  const { order, direction, repository } = list;
  const way = sql.raw(direction);
  const rangeOf = (scope: RawBuilder<unknown>[], range: RawBuilder<unknown>[]) => sql`
    (select ${list.columns}, ${sql.join(order.map(({ by }, at) => sql`${by} as ${sortName(at)}`))}
       from ${list.from}
      where ${sql.join([...scope, ...list.where(filters), ...range], sql` and `)}
      order by ${sql.join(order.map(({ by }) => sql`${by} ${way}`))}
      limit ${limit})`;
  const rowsOf = (scope: RawBuilder<unknown>[]) =>
    sql.join(
      ranges(list, after).map((range) => rangeOf(scope, range)),
      sql` union all `,
    );

  let rows: RawBuilder<unknown>;
  if (repository === null) rows = sql`(${rowsOf([])}) as page`;
  else if ('repositoryId' in within)
    rows = sql`(${rowsOf([sql`${repository} = ${within.repositoryId}`])}) as page`;
  else if (within.repositoryIds === null) rows = sql`(${rowsOf([])}) as page`;
  else {
    // A page of each repository, by its index: a filter on the list of all repositories would read and discard rows.
    rows = sql`unnest(${[...new Set(within.repositoryIds)]}::bigint[]) as allowed (id)
      cross join lateral (${rowsOf([sql`${repository} = allowed.id`])}) as page`;
  }
  const sorted = sql.join(order.map((_, at) => sql`page.${sortName(at)}`));
  const texts = order.map(({ type }, at) => sortTypes[type].toText(sql`page.${sortName(at)}`));
  return sql`
    select ${list.isShared === true ? sql`distinct on (${sorted})` : sql``} page.*, array[${sql.join(texts)}] as sort_key
      from ${rows}
     order by ${sql.join(order.map((_, at) => sql`page.${sortName(at)} ${way} ${nullsLast(list, at)}`))}
     limit ${limit}`;
}

/** Only the first column may be null: any other clause than the order of the rows would cause a sort. */
const nullsLast = <Row, Item, Filters>({ direction, order }: List<Row, Item, Filters>, at: number) =>
  direction === 'desc' && order[at]?.nullable === true ? sql`nulls last` : sql``;

const sortName = (at: number) => sql.ref(`sort_${at}`);

/**
 * The conditions of the rows after a position, as ranges that an index can seek. If the first column may
 * be null there are two: descending, an index has nulls first, and the list has them last.
 */
function ranges<Row, Item, Filters>(
  { order, direction }: List<Row, Item, Filters>,
  after: Position | null,
): RawBuilder<unknown>[][] {
  const [first, ...rest] = order;
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  const compare = (columns: readonly SortColumn[], values: Position) => sql`
    (${sql.join(columns.map(({ by }) => by))}) ${beyond}
    (${sql.join(columns.map(({ type }, at) => sortTypes[type].fromText(values[at] ?? '')))})`;
  const further = after === null ? [] : [compare(order, after)];
  if (first.nullable !== true) return [further];
  const known = [sql`${first.by} is not null`, ...further];
  const unknown = sql`${first.by} is null`;
  const [value, ...others] = after ?? [''];
  return value === null ? [[unknown, compare(rest, others)]] : [known, [unknown]];
}
