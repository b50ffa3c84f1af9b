import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Condition, SearchedKind } from '../search/read-qualifiers.ts';
import type { Position } from './cursor.ts';
import { inRepository } from './in-repository.ts';
import { sortTypes } from './sort-types.ts';

/** An object that fits, by what it is found under. */
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
  /** The last match before them; null: none. */
  after: Position | null;
  fits: readonly RawBuilder<unknown>[];
  /** Null: every repository. */
  repositoryIds: readonly number[] | null;
  conditions: readonly Condition[];
}

interface SearchedTable {
  name: string;
  /** Orders kinds among what changed at the same time. */
  rank: number;
  at: RawBuilder<unknown>;
  /** What orders rows of one time, as an index has them. */
  keys: readonly { by: RawBuilder<unknown>; type: 'number' | 'text'; place: 3 | 4 }[];
  columns: RawBuilder<unknown>;
}

/** Before everything that is dated. */
const earliest = sql`'4714-11-24T00:00:00Z BC'::timestamptz`;

const titled = (name: string, rank: number): SearchedTable => ({
  name,
  rank,
  at: sql`t.updated_at`,
  keys: [{ by: sql`t.id`, type: 'number', place: 4 }],
  columns: sql`t.id, null::text as sha`,
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
  },
};

/** How many of the newest rows are looked through for a word: one in seventy of them fills a page. */
const maxLookedThrough = 2_000;

/**
 * The newest matches among the newest rows: where they are fewer than wanted, there may be others. Null where no index
 * has the rows in their order.
 */
export function selectNewest(table: SearchedTable, scope: Scope, limit: number): RawBuilder<object> | null {
  const { repositoryIds } = scope;
  if (repositoryIds !== null && repositoryIds.length !== 1) return null;
  const [repositoryId] = repositoryIds ?? [];
  const { at, keys } = table;
  const descending = sql.join([at, ...keys.map(({ by }) => by)].map((by) => sql`${by} desc`));
  const newest = sql`
    (select t.* from ${sql.table(table.name)} as t
      where ${all([
        sql`t.deleted_at is null and ${at} is not null`,
        ...(repositoryId === undefined ? [] : [sql`t.repository_id = ${repositoryId}`]),
        ...range(table, scope, at),
      ])}
      order by ${descending} limit ${maxLookedThrough})`;
  return sql`
    select ${shown(table, at)}
      from ${newest} as t left join repositories as r on r.id = t.repository_id
     where ${all([inRepository.alive, ...scope.fits, ...scope.conditions.map(conditionOf)])}
     order by ${descending} limit ${limit}`;
}

/** The newest of all matches. */
export function selectByIndex(table: SearchedTable, scope: Scope, limit: number): RawBuilder<object> {
  const { repositoryIds } = scope;
  // By no index: one that has the order would be walked from its newest end, however few match.
  const at = sql`coalesce(${table.at}, ${earliest})`;
  return sql`
    select ${shown(table, at)}
      from ${inRepository.from(table.name)}
     where ${all([
       inRepository.alive,
       ...scope.fits,
       ...(repositoryIds === null ? [] : [sql`t.repository_id = any(${[...repositoryIds]}::bigint[])`]),
       ...range(table, scope, at),
       ...scope.conditions.map(conditionOf),
     ])}
     order by ${sql.join([at, ...table.keys.map(({ by }) => by)].map((by) => sql`${by} desc`))}
     limit ${limit}`;
}

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

/** What comes after the position, among what changed at its time by the kind and then by the key. */
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
