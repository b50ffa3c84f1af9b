import { type Kysely, sql } from 'kysely';
import { isWithheld } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';

/** How far the twin may be behind, in seconds. */
export interface Freshness {
  /** Age of the oldest verification of all repositories; null where none was ever verified. */
  syncedSecondsAgo: number | null;
  /**
   * Age of the oldest delivery that waits to be applied; 0 where none waits. If all were received while the clock was
   * ahead, by how much it was ahead: their age is unknown, and they must not seem new.
   */
  waitingSeconds: number;
}

/** Reads the freshness with a few index lookups, regardless of the size of the twin. */
export async function readFreshness(database: Kysely<Database>): Promise<Freshness> {
  const { rows } = await sql<Freshness>`
    select extract(epoch from clock_timestamp() - (
             select last_synced_at from repositories
              where deleted_at is null and auto_sync_enabled and inaccessible_since is null and last_synced_at is not null
                and not ${isWithheld(sql`repositories.id`)}
              order by last_synced_at limit 1))::float8 as "syncedSecondsAgo",
           coalesce(abs(extract(epoch from clock_timestamp() -
             (select min(pending_since) from webhook_deliveries))), 0)::float8 as "waitingSeconds"
  `.execute(database);
  return rows[0] ?? { syncedSecondsAgo: null, waitingSeconds: 0 };
}
