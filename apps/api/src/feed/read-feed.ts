import type { Change } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { type Visibility, visible } from '../queries/access.ts';
import type { FeedFilter } from './feed-filter.ts';

/** How many entries of the log a page looks through, whether or not they match. */
const maxLookedThrough = 5_000;

export interface FeedPage {
  changes: Change[];
  /** With this page, all matching changes up to this position have been returned. */
  readTo: number;
}

interface FeedRange {
  /** Exclusive. */
  after: number;
  /** The log is complete up to here, and not read beyond. */
  until: number;
  limit: number;
  /** A page ends after so many bytes; one entry may exceed them. */
  maxBytes: number;
}

type Row = Selectable<Database['changes']> & { full_name: string | null };

/** A change that nothing shows is an update without fields. */
export const isShown = sql`case when t.kind = 'updated' then t.fields <> '{}' else true end`;

/** Reads the visible changes of a part of the log in order; the cost does not depend on the length of the log. */
export async function readFeed(
  database: Kysely<Database>,
  filter: FeedFilter,
  within: Visibility,
  { after, until, limit, maxBytes }: FeedRange,
): Promise<FeedPage> {
  // The changes of a repository have an index; other filters look through a part of the log.
  const [only, ...others] = filter.repositoryIds ?? [];
  const ofOne = only === undefined || others.length > 0 ? sql`true` : sql`repository_id = ${only}`;
  const { rows } = await sql<Row & { available: number; looked: number; last: number | null }>`
    with part as materialized (
      select * from changes where seq > ${after} and seq <= ${until} and ${ofOne}
       order by seq limit ${maxLookedThrough}
    ), ends as (
      select count(*)::int as looked, max(seq) as last from part
    ), candidates as (
      -- The stored size is less than that of the text, and known without reading it.
      select t.*, count(*) over ()::int as available,
             coalesce(sum(pg_column_size(t.fields)) over preceding, 0) as stored_before
        from (select t.* from part as t where ${conditionOf(filter, within)} order by t.seq limit ${limit + 1}) as t
      window preceding as (order by t.seq rows between unbounded preceding and 1 preceding)
    ), matching as (
      select t.*, coalesce(sum(octet_length(t.fields::text)) over preceding, 0) as before
        from candidates as t
       where t.stored_before <= ${maxBytes}
      window preceding as (order by t.seq rows between unbounded preceding and 1 preceding)
    )
    select ends.*, m.*, r.full_name
      from ends
      left join matching as m on m.before <= ${maxBytes}
      left join repositories as r on r.id = m.repository_id
     order by m.seq
  `.execute(database);
  const [first] = rows;
  const changes = rows.filter(({ seq }) => seq !== null).slice(0, limit);
  const isCut = (first?.available ?? 0) > changes.length;
  const isPart = (first?.looked ?? 0) === maxLookedThrough;
  const readTo = isCut ? changes.at(-1)?.seq : isPart ? first?.last : until;
  return { changes: changes.map(presentChange), readTo: readTo ?? until };
}

function conditionOf(
  { resources, kinds, repositoryIds }: FeedFilter,
  within: Visibility,
): RawBuilder<unknown> {
  const among = (column: string, values: ReadonlySet<string> | null) =>
    values === null ? [] : [sql`${sql.ref(column)} = any(${[...values]}::text[])`];
  const of = repositoryIds === null ? [] : [sql`t.repository_id = any(${[...repositoryIds]}::bigint[])`];
  return sql.join(
    [
      isShown,
      visible(within, sql`t.repository_id`),
      ...among('t.resource', resources),
      ...among('t.kind', kinds),
      ...of,
    ],
    sql` and `,
  );
}

export function presentChange(row: Row): Change {
  return {
    seq: row.seq,
    resource: row.resource,
    key: row.key,
    kind: row.kind,
    repository_id: row.repository_id,
    repository: row.full_name,
    fields: row.fields,
    source: row.source,
    actor: row.actor,
    delivery_id: row.delivery_id,
    request: row.request,
    changed_at: row.changed_at.toISOString(),
  };
}
