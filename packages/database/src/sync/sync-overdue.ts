import { type Kysely, sql } from 'kysely';
import { isWithheld } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';

/**
 * How long the most overdue sync of a repository is overdue, in seconds; 0 where none is, null where no repository is
 * synced automatically. Reads a few columns of every repository: some milliseconds for ten thousand.
 *
 * @param intervalMinutes for repositories without their own interval.
 */
export async function syncOverdueSeconds(
  database: Kysely<Database>,
  intervalMinutes: number,
): Promise<number | null> {
  const { rows } = await sql<{ seconds: number | null }>`
    select greatest(0, max(extract(epoch from clock_timestamp() - last_synced_at)
             - 60 * coalesce(sync_interval_minutes, ${intervalMinutes}::float8)))::float8 as seconds
      from repositories
     where deleted_at is null and auto_sync_enabled and inaccessible_since is null and last_synced_at is not null
       and not ${isWithheld(sql`repositories.id`)}
    having count(*) > 0
  `.execute(database);
  return rows[0]?.seconds ?? null;
}
