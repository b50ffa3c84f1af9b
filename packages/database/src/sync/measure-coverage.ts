import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import { isWithheld } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';

/** The state of the repositories that are synced automatically. */
export interface Coverage {
  autoSynced: number;
  covered: number;
  lastSyncAt: Date | null;
  /** Whether that exceeds the shortest interval. */
  isLate: boolean;
}

/** Maximum age of a sync in minutes, and the tolerance for longer intervals. */
const usualMinutes = 30;
const graceMinutes = 5;

/** @param intervalMinutes for repositories without their own interval. */
export async function measureCoverage(
  database: Kysely<Database>,
  within: Visibility,
  intervalMinutes: number,
): Promise<Coverage> {
  const { rows } = await sql<Coverage>`
    select count(*) as "autoSynced", count(*) filter (where last_synced_at >= now() - allowed) as covered,
           max(last_synced_at) as "lastSyncAt",
           coalesce(max(last_synced_at) < now() - min(allowed), count(*) > 0) as "isLate"
      from (select t.last_synced_at, make_interval(secs => 60 * greatest(
                     ${usualMinutes}::float8,
                     coalesce(t.sync_interval_minutes, ${intervalMinutes}::float8) + ${graceMinutes}::float8)) as allowed
              from repositories as t
             where t.deleted_at is null and t.untracked_at is null and t.inaccessible_since is null
               and t.auto_sync_enabled and not ${isWithheld(sql`t.id`)} and ${visible(within, sql`t.id`)}) as auto
  `.execute(database);
  return rows[0] ?? { autoSynced: 0, covered: 0, lastSyncAt: null, isLate: false };
}
