import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Finds the heads of branches that GitHub reported and that match neither a stored branch nor a stored commit.
 * Excludes the default branch: its history is a list of its own.
 */
export async function findUnknownHeads(
  database: Kysely<Database>,
  repositoryId: number,
  branches: readonly { name: string; sha: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ sha: string }>`
    select distinct seen.sha
      from unnest(${branches.map(({ name }) => name)}::text[], ${branches.map(({ sha }) => sha)}::text[])
             as seen (name, sha)
      left join branches as b
        on b.repository_id = ${repositoryId} and b.name = seen.name and b.deleted_at is null
     where b.sha is distinct from seen.sha
       and seen.name is distinct from (select default_branch from repositories where id = ${repositoryId})
       and not exists (select from commits as c where c.repository_id = ${repositoryId} and c.sha = seen.sha)
  `.execute(database);
  return rows.map(({ sha }) => sha);
}
