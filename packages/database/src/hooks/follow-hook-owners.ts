import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Updates the owners of organisation hooks: the id of the organisation, once one of its repositories has been
 * fetched, and its current login. An account that takes over a former login does not get the hook.
 */
export async function followHookOwners(database: Kysely<Database>): Promise<void> {
  await sql`
    update webhook_configs as c set owner_id = shown.owner_id
      from (select c.id, r.owner_id from webhook_configs as c
              cross join lateral (
                select owner_id from repositories as r
                 where r.owner_login = c.target and r.owner_id is not null and r.fetched_at is not null
                 order by r.fetched_at desc limit 1) as r
             where c.repository_id is null and c.owner_id is null) as shown
     where c.id = shown.id
  `.execute(database);
  await sql`
    update webhook_configs as c set target = shown.owner_login
      from (select c.id, r.owner_login from webhook_configs as c
              cross join lateral (
                select owner_login from repositories as r
                 where r.owner_id = c.owner_id and r.owner_login is not null and r.fetched_at is not null
                 order by r.fetched_at desc limit 1) as r
             where c.repository_id is null) as shown
     where c.id = shown.id and lower(c.target) <> lower(shown.owner_login)
  `.execute(database);
}
