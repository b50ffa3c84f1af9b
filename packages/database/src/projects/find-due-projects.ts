import { type Kysely, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';

/**
 * Finds projects whose branch head differs from the commit that was processed, or whose files were requested.
 *
 * @param options `repositoryId`: of this one only; `retrySeconds`: delay before a failed project is tried again.
 * @returns their ids, least recently tried first.
 */
export async function findDueProjects(
  database: Kysely<Database>,
  options: { repositoryId: number | null; retrySeconds: number; limit: number },
): Promise<number[]> {
  const { repositoryId, retrySeconds, limit } = options;
  const within = repositoryId === null ? sql`true` : sql`p.repository_id = ${repositoryId}`;
  const { rows } = await sql<{ id: number }>`
    select p.id
      from projects as p
      join repositories as r on r.id = p.repository_id and r.deleted_at is null
      join branches as b
        on b.repository_id = p.repository_id and b.name = coalesce(p.branch, r.default_branch) and b.deleted_at is null
     where ${within} and b.sha is not null and (p.is_due or p.checked_sha is distinct from b.sha)
       and (p.error is null or ${isOlderThan(sql`p.attempted_at`, retrySeconds)})
     order by p.attempted_at nulls first, p.id
     limit ${limit}
  `.execute(database);
  return rows.map(({ id }) => id);
}
