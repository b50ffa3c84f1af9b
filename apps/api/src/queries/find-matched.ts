import type { SearchResult } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { commits, issues, pullRequests, type Representation, shownAs } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Item, type MirroredRow, sourceOf } from '../mirrored/present-fields.ts';
import type { Match } from './searched-tables.ts';

const kinds: Record<Match['type'], Representation> = {
  issues: shownAs(issues),
  pulls: shownAs(pullRequests),
  commits: shownAs(commits),
};

/** The objects that a search matched, in the order of the matches. Objects deleted since are omitted. */
export async function findMatched(
  database: Kysely<Database>,
  matches: readonly Match[],
): Promise<SearchResult[]> {
  const found = new Map<string, Item>();
  for (const [type, ofType] of Map.groupBy(matches, (match) => match.type)) {
    const { from, columns, present } = sourceOf(kinds[type]);
    const { rows } = await sql<MirroredRow>`
      select ${columns} from ${from} where ${keysOf(type, ofType)}
    `.execute(database);
    for (const row of rows) found.set(nameOf(type, row), present(row));
  }
  return matches.flatMap((match): SearchResult[] => {
    const { type, score } = match;
    const item = found.get(nameOf(type, match));
    return item === undefined ? [] : [{ type, score, item }];
  });
}

const nameOf = (type: Match['type'], { id, repository_id, sha }: MirroredRow | Match): string =>
  type === 'commits' ? `${repository_id}/${sha}` : `${type}/${id}`;

const keysOf = (type: Match['type'], matches: readonly Match[]): RawBuilder<unknown> =>
  type === 'commits'
    ? sql`(t.repository_id, t.sha) in (
        select * from unnest(${matches.map(({ repository_id }) => repository_id)}::bigint[],
                             ${matches.map(({ sha }) => sha)}::text[]))`
    : sql`t.id = any(${matches.map(({ id }) => id ?? 0)}::bigint[])`;
