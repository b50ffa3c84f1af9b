import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The head of a branch on GitHub. */
export interface BranchHead {
  repositoryId: number;
  name: string;
  sha: string;
}

/** Finds the repositories in which one of these branches is not stored, or with another head. */
export async function findDifferingBranches(
  database: Kysely<Database>,
  heads: readonly BranchHead[],
): Promise<Set<number>> {
  if (heads.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select distinct given.id
      from unnest(${heads.map(({ repositoryId }) => repositoryId)}::bigint[], ${heads.map(({ name }) => name)}::text[],
                  ${heads.map(({ sha }) => sha)}::text[]) as given (id, name, sha)
      left join branches as b on b.repository_id = given.id and b.name = given.name and b.deleted_at is null
     where b.sha is distinct from given.sha
  `.execute(database);
  return new Set(rows.map(({ id }) => id));
}
