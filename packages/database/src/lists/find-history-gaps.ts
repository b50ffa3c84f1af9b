import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isRecheckDue } from './find-restrictions.ts';

/** The next call finds more gaps, once these are filled. */
const limit = 1_000;

/**
 * Finds the commits that are missing from a repository's stored history: those of `heads` that were never fetched,
 * then the missing parents of stored commits. Skips a commit for a day after GitHub could not return it.
 */
export async function findHistoryGaps(
  database: Kysely<Database>,
  repositoryId: number,
  heads: readonly string[],
): Promise<string[]> {
  const isFetched = (sha: string) => sql`
    exists (select from commits as c
             where c.repository_id = ${repositoryId} and c.sha = ${sql.ref(sha)} and c.whole_clock is not null)`;
  await sql`
    delete from history_gaps as g where g.repository_id = ${repositoryId} and ${isFetched('g.sha')}
  `.execute(database);
  const { rows } = await sql<{ sha: string }>`
    select sha
      from (select head.sha, head.nth from unnest(${[...heads]}::text[]) with ordinality as head (sha, nth)
             where not ${isFetched('head.sha')}
            union all
            select g.sha, null from history_gaps as g
             where g.repository_id = ${repositoryId} and not g.sha = any(${[...heads]}::text[])) as missing
     where not exists (select from history_gaps as g
                        where g.repository_id = ${repositoryId} and g.sha = missing.sha
                          and not ${isRecheckDue(sql`g.unavailable_at`)})
     order by nth nulls last, sha
     limit ${limit}
  `.execute(database);
  return rows.map(({ sha }) => sha);
}
