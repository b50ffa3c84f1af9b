import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RepositoryRole } from '../tables/access-tables.ts';

/** What somebody may do in a repository, through which of their installations. */
export interface UserRole {
  userId: number;
  login: string;
  installationId: number;
  role: RepositoryRole;
  /** When GitHub said so. */
  verifiedAt: Date;
}

/**
 * By the installations that somebody proved to be theirs, and that reach the repository still. Of two people whose
 * name that was, the one who has it now.
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
