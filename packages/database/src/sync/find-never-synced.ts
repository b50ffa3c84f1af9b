import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Repositories that were never read as a whole, and that no sync job is to read.
 *
 * @param among those of these ids, or all that an installation sees.
 */
export async function findNeverSynced(
  database: Kysely<Database>,
  among: { repositoryIds: readonly number[] } | { installationId: number },
): Promise<number[]> {
  const chosen =
    'repositoryIds' in among
      ? sql`r.id = any(${[...among.repositoryIds]}::bigint[])`
      : sql`r.id in (select repository_id from installation_repositories
                      where installation_id = ${among.installationId} and deleted_at is null)`;
  const { rows } = await sql<{ id: number }>`
    select r.id from repositories as r
     where ${chosen} and r.last_synced_at is null and r.deleted_at is null and r.untracked_at is null
       and r.auto_sync_enabled
       and not exists (select from sync_job_repositories as p
                        where p.repository_id = r.id and p.status in ('pending', 'running'))
     order by r.id
  `.execute(database);
  return rows.map(({ id }) => id);
}
