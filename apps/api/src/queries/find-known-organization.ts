import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

/**
 * The id of an organisation by its current login, case-insensitively; undefined if the twin mirrors nothing of it: no
 * installation, and no repository.
 */
export async function findKnownOrganization(
  database: Kysely<Database>,
  login: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select a.id from accounts as a
     where lower(a.login) = lower(${login}) and a.type = 'Organization' and a.deleted_at is null
       and (exists (select from installations as i where i.account_id = a.id and i.deleted_at is null)
            or exists (select from repositories as r
                        where r.owner_id = a.id and r.deleted_at is null and r.untracked_at is null))
     order by a.id desc limit 1
  `.execute(database);
  return rows[0]?.id;
}
