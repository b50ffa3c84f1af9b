import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RepositoryRole } from '../tables/access-tables.ts';

/** A user's role in a repository, and the installation that proved it. */
export interface UserRole {
  userId: number;
  login: string;
  installationId: number;
  role: RepositoryRole;
  /** When GitHub reported it. */
  verifiedAt: Date;
}

/**
 * Finds the role by the installations that the user proved access to and that still include the repository. Of two
 * users who have had that login, the current one.
 */
export async function findUserRole(
  database: Kysely<Database>,
  { login, repositoryId }: { login: string; repositoryId: number },
): Promise<UserRole | null> {
  const { rows } = await sql<UserRole>`
    select u.user_id as "userId", u.login, u.installation_id as "installationId", r.role,
           u.verified_at as "verifiedAt"
      from user_installations as u
      join user_repositories as r
        on r.user_id = u.user_id and r.installation_id = u.installation_id and r.repository_id = ${repositoryId}
      join installations as i on i.id = u.installation_id
      join installation_repositories as l
        on l.installation_id = u.installation_id and l.repository_id = r.repository_id
     where lower(u.login) = ${login.toLowerCase()}
       and i.deleted_at is null and i.suspended_at is null and l.deleted_at is null
       and not exists (select from accounts as a where a.id = u.user_id and lower(a.login) <> lower(u.login))
     order by u.verified_at desc
     limit 1
  `.execute(database);
  return rows[0] ?? null;
}
