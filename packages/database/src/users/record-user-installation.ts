import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RepositoryRole } from '../tables/access-tables.ts';

export interface UserInstallation {
  userId: number;
  login: string;
  installationId: number;
  verifiedAt: Date;
  /** Roles by id of the repository: all that both the user and the installation can access. */
  roles: ReadonlyMap<number, RepositoryRole>;
}

/** Records that a user has access to a stored installation; replaces what was recorded before. */
export async function recordUserInstallation(
  database: Kysely<Database>,
  { userId, login, installationId, verifiedAt, roles }: UserInstallation,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`
      insert into user_installations (user_id, installation_id, login, verified_at)
      values (${userId}, ${installationId}, ${login}, ${verifiedAt})
      on conflict (user_id, installation_id) do update
        set login = excluded.login, verified_at = excluded.verified_at
    `.execute(transaction);
    await sql`
      delete from user_repositories where user_id = ${userId} and installation_id = ${installationId}
    `.execute(transaction);
    await sql`
      insert into user_repositories (user_id, installation_id, repository_id, role)
      select ${userId}, ${installationId}, repository_id, role
        from unnest(${[...roles.keys()]}::bigint[], ${[...roles.values()]}::text[]) as t (repository_id, role)
    `.execute(transaction);
  });
}
