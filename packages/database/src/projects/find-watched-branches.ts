import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Which of these branches a project watches, as `repository id/name`. */
export async function findWatchedBranches(
  database: Kysely<Database>,
  branches: readonly { repositoryId: number; name: string }[],
): Promise<Set<string>> {
  if (branches.length === 0) return new Set();
  const { rows } = await sql<{ branch: string }>`
    select distinct concat(b.repository_id, '/', b.name) as branch
      from unnest(${branches.map(({ repositoryId }) => repositoryId)}::bigint[],
                  ${branches.map(({ name }) => name)}::text[]) as b (repository_id, name)
      join projects as p on p.repository_id = b.repository_id
      join repositories as r on r.id = b.repository_id
     where coalesce(p.branch, r.default_branch) = b.name
  `.execute(database);
  return new Set(rows.map(({ branch }) => branch));
}
