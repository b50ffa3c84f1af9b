import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Settings of a repository in the twin; undefined ones do not change. */
export interface Tracking {
  autoSyncEnabled?: boolean | undefined;
  /** Overrides the configured interval; null: no override. */
  syncIntervalMinutes?: number | null | undefined;
  /**
   * Whether it is mirrored at all. An untracked repository counts as never synced: when tracked again, it is
   * imported.
   */
  isTracked?: boolean | undefined;
}

/** Changes the settings of a repository, and appends to the change log where they differ. */
export async function changeTracking(
  database: Kysely<Database>,
  repositoryId: number,
  { autoSyncEnabled, syncIntervalMinutes, isTracked }: Tracking,
): Promise<void> {
  const auto = autoSyncEnabled ?? null;
  const tracked = isTracked ?? null;
  const interval =
    syncIntervalMinutes === undefined ? sql`r.sync_interval_minutes` : sql`${syncIntervalMinutes}::integer`;
  await database.transaction().execute(async (transaction) => {
    await sql`
      with locked as (select 1 from repositories where id = ${repositoryId} for update)
      select changes_fence() from (select count(*) from locked) as locked
    `.execute(transaction);
    await sql`
      with before as (
        select auto_sync_enabled, sync_interval_minutes, untracked_at from repositories where id = ${repositoryId}
      ), after as (
        update repositories as r
           set auto_sync_enabled = coalesce(${auto}::boolean, r.auto_sync_enabled),
               sync_interval_minutes = ${interval},
               untracked_at = case ${tracked}::boolean when true then null when false then coalesce(r.untracked_at, now())
                                   else r.untracked_at end,
               purged_at = case ${tracked}::boolean when true then null else r.purged_at end,
               last_synced_at = case ${tracked}::boolean when false then null else r.last_synced_at end,
               last_sync_error = case ${tracked}::boolean when false then null else r.last_sync_error end
         where id = ${repositoryId}
        returning auto_sync_enabled, sync_interval_minutes, untracked_at
      ), changed as (
        select case when before.untracked_at is null and after.untracked_at is not null then 'deleted'
                    when before.untracked_at is not null and after.untracked_at is null then 'restored'
                    else 'updated' end as kind,
               case when before.auto_sync_enabled = after.auto_sync_enabled then '{}' else jsonb_build_object(
                 'auto_sync_enabled', jsonb_build_object('from', before.auto_sync_enabled, 'to', after.auto_sync_enabled)) end
               || case when before.sync_interval_minutes is not distinct from after.sync_interval_minutes then '{}'
                  else jsonb_build_object('sync_interval_minutes', jsonb_build_object(
                         'from', before.sync_interval_minutes, 'to', after.sync_interval_minutes)) end as fields
          from before, after
      )
      insert into changes (resource, key, kind, repository_id, fields, source)
      select 'repositories', ${`${repositoryId}`}, kind, ${repositoryId}::bigint, fields, 'api'
        from changed where kind <> 'updated' or fields <> '{}'
    `.execute(transaction);
  });
}
