import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Condition, SearchedKind } from '../search/read-qualifiers.ts';
import { timeTags } from '../search/time-tags.ts';
import type { Position } from './cursor.ts';
import { inRepository } from './in-repository.ts';
import { sortTypes } from './sort-types.ts';

/** A match, with the keys of its object. */
export interface Match {
  type: SearchedKind;
  /** Of an issue or pull request. */
  id: number | null;
  /** Of a commit. */
  sha: string | null;
  repository_id: number;
  score: number;
  position: Position;
}

/** Which rows of a kind are searched. */
export interface Scope {
  score: number;
  /** The last match before the page; null: none. */
  after: Position | null;
  fits: readonly RawBuilder<unknown>[];
  /** Null: every repository. */
  repositoryIds: readonly number[] | null;
  conditions: readonly Condition[];
}

interface SearchedTable {
  name: string;
  /** Orders kinds among objects that changed at the same time. */
  rank: number;
  at: RawBuilder<unknown>;
  /** The order of rows of one time, as in an index. */
  keys: readonly { by: RawBuilder<unknown>; type: 'number' | 'text'; place: 3 | 4 }[];
  columns: RawBuilder<unknown>;
  /** The expression of its index of words. */
  tags: RawBuilder<unknown>;
}

/** Before every dated object. */
const earliest = sql`'4714-11-24T00:00:00Z BC'::timestamptz`;

const titled = (name: string, rank: number): SearchedTable => ({
  name,
  rank,
  at: sql`t.updated_at`,
  keys: [{ by: sql`t.id`, type: 'number', place: 4 }],
  columns: sql`t.id, null::text as sha`,
  tags: sql`search_tags(t.updated_at, t.repository_id, t.state, t.author_login, t.assignees, t.labels)`,
});

export const searchedTables: Readonly<Record<SearchedKind, SearchedTable>> = {
  issues: titled('issues', 3),
  pulls: titled('pull_requests', 2),
  commits: {
    name: 'commits',
    rank: 1,
    at: sql`t.committed_at`,
    keys: [
      { by: sql`t.sha`, type: 'text', place: 3 },
      { by: sql`t.repository_id`, type: 'number', place: 4 },
    ],
    columns: sql`null::bigint as id, t.sha`,
    tags: sql`search_tags(t.committed_at, t.repository_id, null, t.author_login, null, null)`,
  },
};

/** How many of the newest rows are scanned for frequent words. */
const maxLookedThrough = 2_000;

/** The newest rows of a kind, by an index in their order: at most one qualifier filters them. */
function newestRows(table: SearchedTable, scope: Scope) {
  const { repositoryIds, conditions } = scope;
  const { at, keys } = table;
  const [repositoryId] = repositoryIds?.length === 1 ? repositoryIds : [];
  const indexed = ['author', 'state'].flatMap((name) =>
    conditions.filter(({ of, isExcluded }) => of === name && !isExcluded).slice(0, 1),
  );
  return {
    from: sql`${sql.table(table.name)} as t`,
    fits: all([
      sql`t.deleted_at is null and ${at} is not null`,
      ...(repositoryId === undefined ? [] : [sql`t.repository_id = ${repositoryId}`]),
      ...indexed.slice(0, 1).map(conditionOf),
      ...range(table, scope, at),
    ]),
    order: sql.join([at, ...keys.map(({ by }) => by)].map((by) => sql`${by} desc`)),
  };
}

/** The newest matches among the newest rows: if they are fewer than requested, there may be others. */
export function selectNewest(table: SearchedTable, scope: Scope, limit: number): RawBuilder<object> {
  const { from, fits, order } = newestRows(table, scope);
  return sql`
    select ${shown(table, table.at)}
      from (select t.* from ${from} where ${fits} order by ${order} limit ${maxLookedThrough}) as t
      left join repositories as r on r.id = t.repository_id
     where ${all([inRepository.alive, ...scope.fits, ...within(scope), ...scope.conditions.map(conditionOf)])}
     order by ${order} limit ${limit}`;
}

/**
 * The median and the minimum time of the rows that `selectNewest` scans, in seconds since 1970; if these are
 * all rows, everything is newer than the minimum.
 */
export function selectSpreadOfNewest(table: SearchedTable, scope: Scope): RawBuilder<object> {
  const { from, fits, order } = newestRows(table, scope);
  return sql`
    select coalesce(percentile_disc(0.5) within group (order by seconds), 0) as middle,
           case when count(*) < ${maxLookedThrough} then 0 else min(seconds) end as oldest
      from (select extract(epoch from ${table.at})::float8 as seconds
              from ${from} where ${fits} order by ${order} limit ${maxLookedThrough}) as newest`;
}

/** How many rows match, estimated by Postgres' statistics: it has none for case-insensitive names. */
export function explainMatches(table: SearchedTable, scope: Scope): RawBuilder<object> {
  const isListed = ({ of, isExcluded }: Condition) => !isExcluded && (of === 'assignee' || of === 'label');
  const conditions = scope.conditions.filter((condition) => !isListed(condition));
  const listed = scope.conditions.filter(isListed).map(({ of, value }) => {
    const names = of === 'label' ? sql`t.labels` : sql`t.assignees`;
    return sql`${names} @> array[${value}]::text[]`;
  });
  return sql`
    explain (format json) select from ${sql.table(table.name)} as t
     where ${all([sql`t.deleted_at is null`, ...fitting(table, { ...scope, conditions }), ...listed])}`;
}

/**
 * The newest matches by the index of words, with their number as `total`: of all since a time in seconds since
 * 1970, or with a limit of `compared`, of so many arbitrary ones.
 */
export function selectByIndex(
  table: SearchedTable,
  scope: Scope,
  limit: number,
  { since, compared }: { since: number; compared: number | null },
): RawBuilder<object> {
  const at = sql`coalesce(${table.at}, ${earliest})`;
  return sql`
    with t as materialized (
      select ${table.columns}, t.repository_id, ${at} as at
        from ${inRepository.from(table.name)}
       where ${all([inRepository.alive, ...fitting(table, scope), ...tagged(table, scope, since)])}
       limit ${compared})
    select t.id, t.sha, t.repository_id, ${sortTypes.time.toText(sql`t.at`)} as at,
           (select count(*)::int from t) as total
      from t
     order by ${sql.join([sql`t.at`, ...table.keys.map(({ by }) => by)].map((by) => sql`${by} desc`))}
     limit ${limit}`;
}

const fitting = (table: SearchedTable, scope: Scope): RawBuilder<unknown>[] => [
  ...scope.fits,
  ...within(scope),
  ...range(table, scope, sql`coalesce(${table.at}, ${earliest})`),
  ...scope.conditions.map(conditionOf),
];

const within = ({ repositoryIds }: Scope) =>
  repositoryIds === null ? [] : [sql`t.repository_id = any(${[...repositoryIds]}::bigint[])`];

/** The conditions of the index: the blocks of time, and every indexed qualifier. */
function tagged({ tags }: SearchedTable, scope: Scope, since: number): RawBuilder<unknown>[] {
  const { repositoryIds, conditions, after } = scope;
  const named = conditions.filter(({ of, isExcluded }) => !isExcluded && of !== 'merged' && of !== 'draft');
  const times = since <= 0 ? [] : [timeTags(since, after === null ? undefined : secondsOf(after))];
  return [
    ...named.map(({ of, value }) => sql`${tags} @> array[search_tag(${of}, ${value})]`),
    ...times.map((blocks) => sql`${tags} && ${blocks}::bigint[]`),
    ...(repositoryIds === null
      ? []
      : [
          sql`${tags} && array(select search_tag('repository', id) from unnest(${[...repositoryIds].map(String)}::text[]) as id)`,
        ]),
  ];
}

/** Times in cursors are microseconds since 2000; rounded up. */
const secondsOf = (after: Position) => Number(after[1]) / 1_000_000 + 946_684_801;

const found = z.object({
  id: z.number().nullable(),
  sha: z.string().nullable(),
  repository_id: z.number(),
  at: z.string(),
});

export function toMatch(type: SearchedKind, score: number, row: object): Match {
  const { id, sha, repository_id, at } = found.parse(row);
  const { rank } = searchedTables[type];
  return {
    type,
    id,
    sha,
    repository_id,
    score,
    position: [`${score}`, at, `${rank}`, sha ?? '', `${id ?? repository_id}`],
  };
}

const shown = ({ columns }: SearchedTable, at: RawBuilder<unknown>) => sql`
  ${columns}, t.repository_id, ${sortTypes.time.toText(at)} as at`;

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `);

/** The rows after the position; rows of the same time are ordered by kind and then by key. */
function range(
  { rank, keys }: SearchedTable,
  { after }: Scope,
  at: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  if (after === null) return [];
  const time = sortTypes.time.fromText(after[1] ?? '');
  const other = Number(after[2]);
  if (rank !== other) return [rank < other ? sql`${at} <= ${time}` : sql`${at} < ${time}`];
  const values = keys.map(({ type, place }) => sortTypes[type].fromText(after[place] ?? ''));
  return [sql`(${sql.join([at, ...keys.map(({ by }) => by)])}) < (${sql.join([time, ...values])})`];
}

function conditionOf({ of, value, isExcluded }: Condition): RawBuilder<unknown> {
  const lowered = sql`lower(${value})`;
  const holds = {
    state: sql`t.state = ${value}`,
    author: sql`lower(t.author_login) = ${lowered}`,
    assignee: sql`${lowered} = any(lower(t.assignees::text)::text[])`,
    label: sql`${lowered} = any(lower(t.labels::text)::text[])`,
    merged: sql`t.merged`,
    draft: sql`t.draft`,
  }[of];
  return isExcluded ? sql`(${holds}) is not true` : sql`(${holds})`;
}
