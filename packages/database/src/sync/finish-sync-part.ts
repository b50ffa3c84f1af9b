import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncJobStatus, SyncJobType } from '../tables/sync-tables.ts';
import { outcomeOf } from './outcome-of.ts';
import type { SyncPart } from './sync-job.ts';

/** A sync job that has ended. */
export interface EndedSyncJob {
  type: SyncJobType;
  status: SyncJobStatus;
  repositoriesProcessed: number;
  errorsCount: number;
  requestsUsed: number;
  seconds: number;
}

/** How a repository's part ended. */
export interface SyncEnd {
  /** Why it failed; null where it did not. */
  error: string | null;
  /**
   * The lists that GitHub does not show, each with the reason, where all else was read: the repository counts as
   * synced then, and the part as failed only with an `error`.
   */
  leftOut?: string | null;
  /** How many questions to GitHub it took; default: as many as it has counted pages, and one. */
  requests?: number;
}

/**
 * Ends a repository's part, and with the last one the job. In one statement, so that the job's row, for which all
 * who end a part of it wait, is held for a moment only; the change log is fenced before a number is drawn.
 *
 * @returns the job where this was its last part; null: it goes on, or the part had ended before.
 */
export async function finishSyncPart(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncPart,
  { error, leftOut = null, requests = 0 }: SyncEnd,
): Promise<EndedSyncJob | null> {
  const failed = error === null ? 0 : 1;
  const isSynced = error === null || leftOut !== null;
  const outcome = outcomeOf(sql`j.repositories_processed + 1`, sql`j.errors_count + ${failed}::integer`);
  const { rows } = await sql<EndedSyncJob & { parts_open: number }>`
    with job as materialized (
      select id, changes_fence() from sync_jobs where id = ${jobId} for update
    ), ended as (
      update sync_job_repositories as p
         set status = ${error === null ? 'completed' : 'failed'}, error = coalesce(${error}, ${leftOut}), touched_at = now(),
             requests = p.requests + greatest(${requests}, p.pages_done + 1)
        from job
       where p.job_id = job.id and p.repository_id = ${repositoryId} and p.status in ('pending', 'running')
      returning greatest(${requests}, p.pages_done + 1) as requests
    ), before as (
      select last_synced_at, last_sync_error from repositories where id = ${repositoryId}
    ), synced as (
      update repositories
         set last_synced_at = case when ${isSynced} then now() else last_synced_at end,
             last_sync_error = coalesce(case when ${isSynced} then null else ${error}::text end, list_errors(id), ${error})
       where id = ${repositoryId} and untracked_at is null and exists (select from ended)
      returning last_synced_at, last_sync_error
    ), logged as (
      insert into changes (resource, key, kind, repository_id, fields, source)
      select 'repositories', ${`${repositoryId}`}, 'updated', ${repositoryId}::bigint, jsonb_build_object(
               'last_synced_at', jsonb_build_object('from', before.last_synced_at, 'to', synced.last_synced_at),
               'last_sync_error', jsonb_build_object('from', before.last_sync_error, 'to', synced.last_sync_error)),
             'sync'
        from before, synced
    )
    update sync_jobs as j
       set repositories_processed = j.repositories_processed + 1,
           parts_open = j.parts_open - 1,
           errors_count = j.errors_count + ${failed},
           error_message = coalesce(${error}, j.error_message),
           requests_used = j.requests_used + ended.requests,
           status = case when j.parts_open > 1 then j.status else ${outcome} end,
           completed_at = case when j.parts_open > 1 then j.completed_at else now() end
      from ended
     where j.id = ${jobId}
    returning j.parts_open, j.job_type as type, j.status, j.repositories_processed as "repositoriesProcessed",
              j.errors_count as "errorsCount", j.requests_used as "requestsUsed",
              extract(epoch from j.completed_at - coalesce(j.started_at, j.created_at))::float8 as seconds
  `.execute(database);
  const [row] = rows;
  if (row === undefined || row.parts_open > 0) return null;
  const { parts_open: _, ...ended } = row;
  return ended;
}
