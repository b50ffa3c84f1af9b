import type { Database } from '@hubtwin/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { WordGroup } from '../search/parse-search.ts';
import type { Condition, SearchedKind } from '../search/read-qualifiers.ts';
import type { Visibility } from './access.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';
import type { Match, Scope } from './searched-tables.ts';
import { selectMatches } from './select-matches.ts';

export interface SearchFilters {
  groups: readonly WordGroup[];
  kinds: readonly SearchedKind[];
  isInTitle: boolean;
  /** Only issues and pull requests have one. */
  state: 'open' | 'closed' | 'all';
  repositoryId: number | null;
  conditions: readonly Condition[];
}

/** The start of a page: the class, then the time, the kind and the key within it. */
const order = [
  { type: 'number' },
  { type: 'time' },
  { type: 'number' },
  { type: 'text' },
  { type: 'number' },
] as const;

/** Classes of matches, the best first: those in titles, and all others. */
const classes = [2, 1] as const;

/**
 * A page of the matches of a search: matches of the title first, and in either class the last changed first. All
 * matches are ranked. In each class and kind the newest rows are scanned; a frequent word fills the page from
 * these. Otherwise the matches are few, and the index of words returns all of them.
 */
export async function searchMatches(
  database: Kysely<Database>,
  access: Visibility,
  filters: SearchFilters,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<{ data: Match[]; next_cursor: string | null }> {
  const binding = ['search', filters];
  const after = cursor === undefined ? null : decodeCursor(binding, order, cursor);
  const words = await readWords(database, filters.groups);
  const found: Match[] = [];
  for (const score of filters.isInTitle ? classes.slice(0, 1) : classes) {
    const [from] = after ?? [];
    if (found.length > limit || (from != null && score > Number(from))) continue;
    const wanted = limit + 1 - found.length;
    const within = from != null && score === Number(from) ? after : null;
    const scope = scopeOf(words, access, filters, score, within);
    const matches = await Promise.all(
      filters.kinds.map((kind) =>
        selectMatches(database, kind, { ...scope, conditions: conditionsOf(kind, filters) }, wanted),
      ),
    );
    found.push(...matches.flat().sort(compare).slice(0, wanted));
  }
  const data = found.slice(0, limit);
  const last = found.length > limit ? data.at(-1) : undefined;
  return { data, next_cursor: last === undefined ? null : encodeCursor(binding, last.position) };
}

function scopeOf(
  words: RawBuilder<unknown>,
  { repositoryIds }: Visibility,
  { groups, isInTitle, repositoryId }: SearchFilters,
  score: number,
  after: Position | null,
): Omit<Scope, 'conditions'> {
  const title = sql`t.search_title @@ ${words}`;
  const text = sql`t.search @@ ${words}`;
  const hasExclusions = groups.some(({ excluded }) => excluded.length > 0);
  const isTitle = score === classes[0];
  return {
    score,
    after,
    fits: isTitle ? [title, ...(hasExclusions && !isInTitle ? [text] : [])] : [text, sql`not ${title}`],
    // A named repository is one that the caller may see.
    repositoryIds: repositoryId === null ? repositoryIds : [repositoryId],
  };
}

const conditionsOf = (kind: SearchedKind, { conditions, state }: SearchFilters): Condition[] => [
  ...conditions,
  ...(kind === 'commits' || state === 'all'
    ? []
    : [{ of: 'state', value: state, isExcluded: false } as const]),
];

/** The `tsquery` of the words, created once for all statements. */
async function readWords(
  database: Kysely<Database>,
  groups: readonly WordGroup[],
): Promise<RawBuilder<unknown>> {
  // Each statement reads few rows by an index, and no plan is worth compiling.
  const { rows } = await sql<{ words: string }>`
    select ${queryOf(groups)}::text as words, set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
           set_config('max_parallel_workers_per_gather', '0', true)`.execute(database);
  return sql`${rows[0]?.words ?? ''}::tsquery`;
}

const queryOf = (groups: readonly WordGroup[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    groups.map(({ words, excluded }) => {
      const terms = [...words.map(termOf), ...excluded.map((word) => sql`!! ${termOf(word)}`)];
      return sql`(${sql.join(terms, sql` && `)})`;
    }),
    sql` || `,
  )})`;

const termOf = (words: string) => sql`search_term(${words}::text)`;

/** The order of the statements: every position is a number except the key of a commit, which is hexadecimal. */
function compare({ position: one }: Match, { position: other }: Match): number {
  const [, ...ours] = one;
  const [, ...others] = other;
  for (const [at, value] of ours.entries()) {
    const [left, right] = [value ?? '', others[at] ?? ''];
    if (left === right) continue;
    if (order[at + 1]?.type === 'text') return left < right ? 1 : -1;
    return BigInt(left) < BigInt(right) ? 1 : -1;
  }
  return 0;
}
