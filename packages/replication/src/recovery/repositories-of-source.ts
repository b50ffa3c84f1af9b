import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

/**
 * Finds the synced repositories whose events a hook reports, and that are in no open sync job.
 *
 * @param source the hook's name, as `app:1` or `hook:2`.
 */
export async function repositoriesOfSource(database: Kysely<Database>, source: string): Promise<number[]> {
  const [kind, id] = source.split(':');
  const isReported =
    kind === 'app'
      ? sql`exists (select from installation_repositories as l where l.repository_id = r.id and l.deleted_at is null)`
      : sql`exists (select from webhook_configs as c
                     where c.hook_id = ${id}::bigint and lower(c.target) in (lower(r.full_name), lower(r.owner_login)))`;
  const { rows } = await sql<{ id: number }>`
    select r.id from repositories as r
     where r.last_synced_at is not null and r.deleted_at is null and ${isReported}
       and not exists (select from sync_job_repositories as p
                        where p.repository_id = r.id and p.status in ('pending', 'running'))
     order by r.id
  `.execute(database);
  return rows.map(({ id }) => id);
}
