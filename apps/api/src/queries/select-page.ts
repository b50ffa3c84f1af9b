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

/** A list: which rows of a source, in which order. An index must serve every order, and every filter. */
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
  /**
   * The table `t` of a filter that the index of the order does not have: how many rows of the order precede a match is
   * not known. Absent: an index has the order with every filter.
   */
  searched?: string;
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
const maxBytes = 4 * 1_048_576;

/** Reads a page of a list, and creates the cursor of the next one. The cost does not depend on the depth. */
export async function selectPage<Row, Item, Filters>(
  database: Kysely<Database>,
  list: List<Row, Item, Filters>,
  { within, filters, limit, cursor }: PageOptions<Filters>,
): Promise<{ data: Item[]; next_cursor: string | null }> {
  const binding = bindingOf(list, { within, filters });
  const after = cursor === undefined ? null : decodeCursor(binding, list.order, cursor);
  const wanted = { within, filters, limit: limit + 1, after };
  const rows = await readRows(database, list, wanted);
  const page = rows.slice(0, limit);
  const last = page.length < (rows[0]?.available ?? 0) ? page.at(-1) : undefined;
  return {
    data: page.map((row) => list.present(row)),
    next_cursor: last === undefined ? null : encodeCursor(binding, last.sort_key),
  };
}

interface Wanted<Filters> {
  within: Within;
  filters: Filters;
  limit: number;
  after: Position | null;
}

async function readRows<Row, Item, Filters>(
  database: Kysely<Database>,
  list: List<Row, Item, Filters>,
  wanted: Wanted<Filters>,
) {
  const read = async (query: RawBuilder<Row & { sort_key: Position }>) =>
    (await boundedQuery(query).execute(database)).rows;
  const { searched: table } = list;
  if (table === undefined) return await read(pageQuery(list, wanted));
  const first = await read(firstMatchesQuery({ ...list, table }, wanted));
  const isFull = (first[0]?.available ?? 0) >= wanted.limit;
  return isFull ? first : await read(allMatchesQuery({ ...list, table }, wanted));
}

/** The rows of a page up to a limit of bytes, as texts may be long, and the number of available rows. */
const boundedQuery = <Row>(page: RawBuilder<Row>): RawBuilder<Row & { available: number }> => sql`
  select * from (
    select page.*, count(*) over ()::int as available,
           coalesce(sum(octet_length(page::text)) over (rows between unbounded preceding and 1 preceding), 0) as before
      from (${page}) as page) as measured
   where before <= ${maxBytes}`;

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

type Query<Row> = RawBuilder<Row & { sort_key: Position }>;

/** The statement behind a page, with the position of each row. */
export function pageQuery<Row, Item, Filters>(
  list: List<Row, Item, Filters>,
  { within, filters, limit, after }: Wanted<Filters>,
): Query<Row> {
  const { columns, from, where } = list;
  return orderedQuery(
    list,
    { within, limit, after },
    (scope, range) => sql`
    (select ${columns}, ${sortsOf(list)}
       from ${from}
      where ${all([...scope, ...where(filters), ...range])}
      order by ${orderOf(list)}
      limit ${limit})`,
  );
}

/** How many rows of an order are looked through for matches, before all matches are looked for. */
const maxLookedThrough = 3_000;
/** The same of each repository of a limited key. */
const minLookedThrough = 200;

/**
 * What matches among the first rows of the order: where that is less than a page, there may be more. In one
 * statement, Postgres expects matches to be spread evenly, and would read half a million rows to the first of an old label.
 */
export function firstMatchesQuery<Row, Item, Filters>(
  list: List<Row, Item, Filters> & { table: string },
  { within, filters, limit, after }: Wanted<Filters>,
): Query<Row> {
  const repositories = 'repositoryId' in within ? 1 : (within.repositoryIds?.length ?? 1);
  const maxRows = Math.max(minLookedThrough, Math.floor(maxLookedThrough / Math.max(1, repositories)));
  return orderedQuery(
    list,
    { within, limit, after },
    (scope, range) => sql`
    (select ${list.columns}, ${sortsOf(list)}
       from (select t.* from ${sql.table(list.table)} as t
              where ${all([...scope, sql`t.deleted_at is null`, ...range])}
              order by ${orderOf(list)} limit ${maxRows}) as t
       left join repositories as r on r.id = t.repository_id
      where ${all(list.where(filters))}
      order by ${orderOf(list)}
      limit ${limit})`,
  );
}

/** The first of all matches, which the indexes of the filters find whatever their order. */
export function allMatchesQuery<Row, Item, Filters>(
  list: List<Row, Item, Filters> & { table: string },
  { within, filters, limit, after }: Wanted<Filters>,
): Query<Row> {
  const { repository, order, from, columns, table, where } = list;
  const ids = 'repositoryId' in within ? [within.repositoryId] : within.repositoryIds;
  const scope = ids === null || repository === null ? [] : [sql`${repository} = any(${[...ids]}::bigint[])`];
  const range = ranges(list, after).map((conditions) => sql`(${all(conditions)})`);
  const beyond = after === null ? [] : [sql`(${sql.join(range, sql` or `)})`];
  const sorts = sql.join(order.map((_, at) => sortName(at)));
  // Materialized, so that no index of the order is chosen for it.
  return finishQuery(
    list,
    limit,
    sql`(
    with matching as materialized (
      select t.ctid as place, ${sortsOf(list)} from ${from} where ${all([...scope, ...where(filters), ...beyond])}
    )
    select ${columns}, ${sorts}
      from (select * from matching order by ${finalOrder(list, sql`matching`)} limit ${limit}) as matching
      join ${sql.table(table)} as t on t.ctid = matching.place
      left join repositories as r on r.id = t.repository_id) as page`,
  );
}

/** @param rowsOf the first rows of a repository, or of all, within a range of the order. */
function orderedQuery<Row, Item, Filters>(
  list: List<Row, Item, Filters>,
  { within, limit, after }: Pick<Wanted<Filters>, 'within' | 'limit' | 'after'>,
  rowsOf: (scope: RawBuilder<unknown>[], range: RawBuilder<unknown>[]) => RawBuilder<unknown>,
): Query<Row> {
  const { repository } = list;
  const inScope = (scope: RawBuilder<unknown>[]) =>
    sql.join(
      ranges(list, after).map((range) => rowsOf(scope, range)),
      sql` union all `,
    );
  let rows: RawBuilder<unknown>;
  if (repository === null) rows = sql`(${inScope([])}) as page`;
  else if ('repositoryId' in within)
    rows = sql`(${inScope([sql`${repository} = ${within.repositoryId}`])}) as page`;
  else if (within.repositoryIds === null) rows = sql`(${inScope([])}) as page`;
  else {
    // A page of each repository, by its index: a filter on the list of all repositories would read and discard rows.
    rows = sql`unnest(${[...new Set(within.repositoryIds)]}::bigint[]) as allowed (id)
      cross join lateral (${inScope([sql`${repository} = allowed.id`])}) as page`;
  }
  return finishQuery(list, limit, rows);
}

/** Orders the rows of a page, and adds the position of each. */
function finishQuery<Row, Item, Filters>(
  list: List<Row, Item, Filters>,
  limit: number,
  rows: RawBuilder<unknown>,
): Query<Row> {
  const { order, isShared = false } = list;
  const sorted = sql.join(order.map((_, at) => sql`page.${sortName(at)}`));
  const texts = order.map(({ type }, at) => sortTypes[type].toText(sql`page.${sortName(at)}`));
  return sql`
    select ${isShared ? sql`distinct on (${sorted})` : sql``} page.*, array[${sql.join(texts)}] as sort_key
      from ${rows}
     order by ${finalOrder(list, sql`page`)}
     limit ${limit}`;
}

const all = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

type Ordered = Pick<List<never, never, never>, 'order' | 'direction'>;

const sortsOf = ({ order }: Pick<Ordered, 'order'>) =>
  sql.join(order.map(({ by }, at) => sql`${by} as ${sortName(at)}`));

/** As an index has it. */
const orderOf = ({ order, direction }: Ordered) =>
  sql.join(order.map(({ by }) => sql`${by} ${sql.raw(direction)}`));

/** As the list has it. */
const finalOrder = (list: Ordered, rows: RawBuilder<unknown>) =>
  sql.join(
    list.order.map((_, at) => sql`${rows}.${sortName(at)} ${sql.raw(list.direction)} ${nullsLast(list, at)}`),
  );

/** Only the first may be null. An order other than that of the rows would sort them again. */
const nullsLast = ({ direction, order }: Ordered, at: number) =>
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
