import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Records on the repositories of a hook's target whether a hook reports their events; appends to the change log where
 * that changed.
 */
export async function recordHooked(
  database: Kysely<Database>,
  { target, repositoryId }: { target: string; repositoryId: number | null },
): Promise<void> {
  const concerned =
    repositoryId === null ? sql`lower(r.owner_login) = ${target.toLowerCase()}` : sql`r.id = ${repositoryId}`;
  const isHooked = sql`exists (
    select from webhook_configs as c
     where c.active and c.hook_id is not null
       and (c.repository_id = r.id or c.repository_id is null and lower(c.target) = lower(r.owner_login)))`;
  await database.transaction().execute(async (transaction) => {
    await sql`
      with locked as (select 1 from repositories as r where ${concerned} order by r.id for update)
      select changes_fence() from (select count(*) from locked) as locked
    `.execute(transaction);
    await sql`
      with recorded as (
        update repositories as r set webhook_configured = ${isHooked}
         where ${concerned} and webhook_configured is distinct from ${isHooked}
        returning id, webhook_configured
      )
      insert into changes (resource, key, kind, repository_id, fields, source)
      select 'repositories', id::text, 'updated', id,
             jsonb_build_object('webhook_configured', jsonb_build_object('from', not webhook_configured, 'to', webhook_configured)),
             'api'
        from recorded
    `.execute(transaction);
  });
}
