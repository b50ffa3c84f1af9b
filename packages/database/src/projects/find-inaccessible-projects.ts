import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Finds due projects whose repository no credential could access at the last attempt, regardless of when that was.
 *
 * @param repositoryId null: of all repositories.
 */
export async function findInaccessibleProjects(
  database: Kysely<Database>,
  { repositoryId, limit }: { repositoryId: number | null; limit: number },
): Promise<{ id: number; repositoryId: number }[]> {
  const within = repositoryId === null ? sql`true` : sql`p.repository_id = ${repositoryId}`;
  const { rows } = await sql<{ id: number; repositoryId: number }>`
    select p.id, p.repository_id as "repositoryId"
      from projects as p
      join repositories as r on r.id = p.repository_id and r.deleted_at is null
      join branches as b
        on b.repository_id = p.repository_id and b.name = coalesce(p.branch, r.default_branch) and b.deleted_at is null
     where ${within} and p.is_inaccessible and b.sha is not null and (p.is_due or p.checked_sha is distinct from b.sha)
     order by p.attempted_at nulls first, p.id
     limit ${limit}
  `.execute(database);
  return rows;
}
