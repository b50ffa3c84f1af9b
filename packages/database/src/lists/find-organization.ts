import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An organisation, and the installation whose token can be used for it; null: there is none. */
export interface StoredOrganization {
  login: string;
  installationId: number | null;
}

/** Finds an organisation by its id; null if no installation and no account has a login for it. */
export async function findOrganization(
  database: Kysely<Database>,
  organizationId: number,
): Promise<StoredOrganization | null> {
  const { rows } = await sql<{ login: string | null; installationId: number | null }>`
    select coalesce(i.account_login, a.login) as login, i.id as "installationId"
      from (select ${organizationId}::bigint as id) as wanted
      left join lateral (
        select id, account_login from installations
         where account_id = wanted.id and deleted_at is null and suspended_at is null
         order by id desc limit 1) as i on true
      left join accounts as a on a.id = wanted.id and a.deleted_at is null
  `.execute(database);
  const { login = null, installationId = null } = rows[0] ?? {};
  return login === null ? null : { login, installationId };
}
