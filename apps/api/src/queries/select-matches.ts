import type { Database } from '@hubtwin/database';
import type { Kysely, RawBuilder } from 'kysely';
import { z } from 'zod';
import type { SearchedKind } from '../search/read-qualifiers.ts';
import {
  explainMatches,
  type Match,
  type Scope,
  searchedTables,
  selectByIndex,
  selectNewest,
  selectSpreadOfNewest,
  toMatch,
} from './searched-tables.ts';

/**
 * If Postgres expects at most so many matches, all are compared at once, unless they exceed the second number. Of
 * 2,000,000 rows it expects some 2,000 for a word without statistics, as most are, which often are far fewer.
 */
const fewMatches = { anywhere: 2_500, inRepository: 250 };
const maxCompared = 1_000;

/** How much longer each time range is than the previous one, at least and at most. */
const [minFactor, maxFactor] = [4, 50];
/** The time resolution of the index in seconds. */
const minSpan = 2 ** 14;

/**
 * The first matches of a kind in a class, without reading all matches of frequent words: few matches are compared at
 * once; otherwise the newest rows are read, and if these do not fill the page, the matches of increasingly long time ranges
 * by the index of words, until the page is full or the range covers all time. No step omits a match.
 */
export async function selectMatches(
  database: Kysely<Database>,
  kind: SearchedKind,
  scope: Scope,
  wanted: number,
): Promise<Match[]> {
  const table = searchedTables[kind];
  const select = async (query: RawBuilder<object>) => (await query.execute(database)).rows;
  const toMatches = (rows: readonly object[]) => rows.map((row) => toMatch(kind, scope.score, row));

  const few = scope.repositoryIds?.length === 1 ? fewMatches.inRepository : fewMatches.anywhere;
  const [plan] = await select(explainMatches(table, scope));
  if (explained.parse(plan)['QUERY PLAN'][0].Plan['Plan Rows'] <= few) {
    const rows = await select(selectByIndex(table, scope, wanted, { since: 0, compared: maxCompared }));
    if (totalOf(rows) < maxCompared) return toMatches(rows);
  }

  const newest = await select(selectNewest(table, scope, wanted));
  if (newest.length >= wanted) return toMatches(newest);
  const [spread] = await select(selectSpreadOfNewest(table, scope));
  const { middle, oldest } = spreadOf.parse(spread);
  // A few rows may be far newer than all others, but the median is not.
  let span = Math.max(2 * (middle - oldest), minSpan);
  let since = oldest;
  let total = newest.length;
  for (;;) {
    const factor = Math.min(Math.max((3 * wanted) / total, minFactor), maxFactor);
    since -= span * (factor - 1);
    span *= factor;
    const rows = await select(selectByIndex(table, scope, wanted, { since, compared: null }));
    if (rows.length >= wanted || since <= 0) return toMatches(rows);
    total = totalOf(rows);
  }
}

const explained = z.object({
  'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]),
});
const counted = z.object({ total: z.number() });
const spreadOf = z.object({ middle: z.number(), oldest: z.number() });

const totalOf = ([row]: readonly object[]) => (row === undefined ? 0 : counted.parse(row).total);
