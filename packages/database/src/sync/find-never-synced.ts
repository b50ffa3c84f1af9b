import { type Kysely, sql } from 'kysely';
import { isWithheld } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';

/**
 * Finds repositories that were never read completely and are in no open sync job. Skips those that GitHub denied as a
 * whole within a day.
 *
 * @param among those of these ids, all of an installation, or all of an account that are in no installation.
 */
export async function findNeverSynced(
  database: Kysely<Database>,
  among: { repositoryIds: readonly number[] } | { installationId: number } | { ownerId: number },
): Promise<number[]> {
  const chosen =
    'repositoryIds' in among
      ? sql`r.id = any(${[...among.repositoryIds]}::bigint[])`
      : 'ownerId' in among
        ? sql`r.owner_id = ${among.ownerId} and not is_accessible(r.id)`
        : sql`r.id in (select repository_id from installation_repositories
                      where installation_id = ${among.installationId} and deleted_at is null)`;
  const { rows } = await sql<{ id: number }>`
    select r.id from repositories as r
     where ${chosen} and r.last_synced_at is null and r.deleted_at is null and r.untracked_at is null
       and r.auto_sync_enabled and not ${isWithheld(sql`r.id`)}
       and not exists (select from sync_job_repositories as p
                        where p.repository_id = r.id and p.status in ('pending', 'running'))
     order by r.id
  `.execute(database);
  return rows.map(({ id }) => id);
}
