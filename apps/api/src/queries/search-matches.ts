import { type RawBuilder, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';
import { inRepository } from './in-repository.ts';
import type { List } from './select-page.ts';

const searchedKinds = ['issues', 'pulls', 'commits'] as const;
type SearchedKind = (typeof searchedKinds)[number];

export interface SearchFilters {
  q: string;
  type?: SearchedKind | undefined;
  state: 'open' | 'closed' | 'all';
  repositoryId?: number | undefined;
}

/** An object that fits, by what it is found under. */
export interface Match {
  type: SearchedKind;
  /** Unique among all kinds. */
  key: string;
  /** Of an issue or pull request. */
  id: number | null;
  /** Of a commit. */
  sha: string | null;
  repository_id: number;
  score: number;
}

/** How many of those that fit are ranked, of each kind: the newest. */
const mostRanked = 200;

/** Before everything that is dated. */
const earliest = sql`'4714-11-24T00:00:00Z BC'::timestamptz`;

const kinds: Record<
  SearchedKind,
  {
    table: string;
    at: RawBuilder<unknown>;
    last: RawBuilder<unknown>;
    columns: RawBuilder<unknown>;
    hasState: boolean;
  }
> = {
  issues: titledKind('issues'),
  pulls: titledKind('pull_requests'),
  commits: {
    table: 'commits',
    at: sql`t.committed_at`,
    last: sql`t.sha`,
    columns: sql`'commits/' || t.repository_id || '/' || t.sha as key, null::bigint as id, t.sha`,
    hasState: false,
  },
};

function titledKind(table: string) {
  return {
    table,
    at: sql`t.updated_at`,
    last: sql`t.id`,
    columns: sql`${sql.lit(`${table}/`)} || t.id as key, t.id, null::text as sha`,
    hasState: true,
  };
}

/**
 * What fits a search, the best first. Only the newest of each kind are ranked, so that a word that everything has
 * costs no more than a rare one: the former are found by walking from the newest, the latter by the index of words.
 */
export function searchMatches(access: Visibility, filters: SearchFilters): List<Match, Match, SearchFilters> {
  const { type } = filters;
  const searched = searchedKinds.filter((kind) => type === undefined || kind === type);
  return {
    name: 'search',
    from: sql`(${sql.join(
      searched.map((kind) => candidates(kind, access, filters)),
      sql` union all `,
    )}) as t`,
    columns: sql`t.type, t.key, t.id, t.sha, t.repository_id, t.score`,
    repository: null,
    direction: 'desc',
    order: [
      { by: sql`t.score`, type: 'number' },
      { by: sql`t.at`, type: 'time' },
      { by: sql`t.key`, type: 'text' },
    ],
    where: () => [sql`true`],
    present: (row) => row,
  };
}

function candidates(
  kind: SearchedKind,
  access: Visibility,
  { q, state, repositoryId }: SearchFilters,
): RawBuilder<unknown> {
  const { table, at, last, columns, hasState } = kinds[kind];
  const words = sql`websearch_to_tsquery('english', ${q})`;
  const conditions = [
    inRepository.alive,
    sql`t.search @@ ${words}`,
    visible(access, sql`t.repository_id`),
    ...(repositoryId === undefined ? [] : [sql`t.repository_id = ${repositoryId}`]),
    ...(hasState && state !== 'all' ? [sql`t.state = ${state}`] : []),
  ];
  // Where an index has null first.
  const newest = (known: RawBuilder<unknown>) => sql`
    (select t.*, ${at} as at
       from ${inRepository.from(table)}
      where ${sql.join(conditions, sql` and `)} and ${at} ${known}
      order by ${at} desc, ${last} desc
      limit ${mostRanked})`;
  return sql`
    (select ${sql.lit(kind)} as type, ${columns}, t.repository_id, coalesce(t.at, ${earliest}) as at,
            (ts_rank(t.search, ${words}) * 1000000)::bigint as score
       from (${newest(sql`is not null`)} union all ${newest(sql`is null`)}
              order by at desc nulls last limit ${mostRanked}) as t)`;
}
