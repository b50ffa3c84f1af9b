import type { SearchResult } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { commits } from './commits.ts';
import { issues } from './issues.ts';
import { pullRequests } from './pull-requests.ts';
import type { Match } from './searched-tables.ts';
import { selectItems } from './source.ts';

/** The objects that a search matched, in the order of the matches. */
export async function findMatched(
  database: Kysely<Database>,
  matches: readonly Match[],
): Promise<SearchResult[]> {
  const byType = Map.groupBy(matches, ({ type }) => type);
  const idsOf = (type: Match['type']) => (byType.get(type) ?? []).map(({ id }) => id ?? 0);
  const found = byType.get('commits') ?? [];
  const ofCommits = sql`(t.repository_id, t.sha) in (
    select * from unnest(${found.map((match) => match.repository_id)}::bigint[], ${found.map(({ sha }) => sha)}::text[]))`;

  const issuesById = new Map(
    (await selectItems(database, issues, sql`t.id = any(${idsOf('issues')}::bigint[])`)).map((item) => [
      item.id,
      item,
    ]),
  );
  const pullsById = new Map(
    (await selectItems(database, pullRequests, sql`t.id = any(${idsOf('pulls')}::bigint[])`)).map((item) => [
      item.id,
      item,
    ]),
  );
  const commitsByName = new Map(
    (found.length === 0 ? [] : await selectItems(database, commits, ofCommits)).map((item) => [
      `${item.repository.id}/${item.sha}`,
      item,
    ]),
  );
  return matches.flatMap(({ type, id, sha, repository_id, score }): SearchResult[] => {
    // One that went meanwhile is left out.
    if (type === 'issues') {
      const item = issuesById.get(id ?? 0);
      return item === undefined ? [] : [{ type, score, item }];
    }
    if (type === 'pulls') {
      const item = pullsById.get(id ?? 0);
      return item === undefined ? [] : [{ type, score, item }];
    }
    const item = commitsByName.get(`${repository_id}/${sha}`);
    return item === undefined ? [] : [{ type, score, item }];
  });
}
