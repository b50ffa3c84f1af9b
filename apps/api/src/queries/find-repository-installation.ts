import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

interface RepositoryInstallation {
  id: number;
  account: string | null;
  permissions: Record<string, unknown>;
}

/**
 * The active installation with access to a repository; null if there is none.
 *
 * @param installationId only this one; null: any.
 */
export async function findRepositoryInstallation(
  database: Kysely<Database>,
  repositoryId: number,
  installationId: number | null,
): Promise<RepositoryInstallation | null> {
  const { rows } = await sql<RepositoryInstallation>`
    select i.id, i.account_login as account, coalesce(i.permissions, '{}') as permissions
      from installation_repositories as l join installations as i on i.id = l.installation_id
     where l.repository_id = ${repositoryId} and l.deleted_at is null
       and i.deleted_at is null and i.suspended_at is null
       and (${installationId}::bigint is null or i.id = ${installationId})
     order by i.id
     limit 1
  `.execute(database);
  return rows[0] ?? null;
}
