import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncJobStatus, SyncJobType } from '../tables/sync-tables.ts';
import { outcomeOf } from './outcome-of.ts';
import type { SyncTask } from './sync-job.ts';

/** A sync job that has ended. */
export interface EndedSyncJob {
  type: SyncJobType;
  status: SyncJobStatus;
  repositoriesProcessed: number;
  errorsCount: number;
  requestsUsed: number;
  seconds: number;
}

/** The outcome of a repository's task. */
export interface SyncEnd {
  /** Why it failed; null if it did not. */
  error: string | null;
  /**
   * The lists that GitHub does not return, each with the reason, if everything else was read: the repository then
   * counts as synced, and the task as failed only with an `error`.
   */
  leftOut?: string | null;
  /** The number of requests to GitHub; default: the counted pages plus one. */
  requests?: number;
}

/**
 * Ends a repository's task, and with the last task the job. In one statement, because all tasks of the job wait for
 * the job's row; fences the change log before a number is drawn.
 *
 * @param task `start`: whose result this is; that of a worker whose task was started again since, because it seemed to have
 * died, is ignored. By default that of any.
 * @returns the job if this was its last task; null: it continues, or the task had ended before.
 */
export async function finishSyncTask(
  database: Kysely<Database>,
  { jobId, repositoryId, start }: SyncTask & { start?: number },
  { error, leftOut = null, requests = 0 }: SyncEnd,
): Promise<EndedSyncJob | null> {
  const failed = error === null ? 0 : 1;
  const isSynced = error === null || leftOut !== null;
  const outcome = outcomeOf(sql`j.repositories_processed + 1`, sql`j.errors_count + ${failed}::integer`);
  const { rows } = await sql<EndedSyncJob & { open_tasks: number }>`
    with job as materialized (
      select id, changes_fence() from sync_jobs where id = ${jobId} for update
    ), ended as (
      update sync_job_repositories as p
         set status = ${error === null ? 'completed' : 'failed'}, error = coalesce(${error}, ${leftOut}), touched_at = now(),
             requests = p.requests + greatest(${requests}, p.pages_done + 1)
        from job
       where p.job_id = job.id and p.repository_id = ${repositoryId}
         and ${start === undefined ? sql`p.status in ('pending', 'running')` : sql`p.status = 'running' and p.starts = ${start}`}
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
           open_tasks = j.open_tasks - 1,
           errors_count = j.errors_count + ${failed},
           error_message = coalesce(${error}, j.error_message),
           requests_used = j.requests_used + ended.requests,
           status = case when j.open_tasks > 1 then j.status else ${outcome} end,
           completed_at = case when j.open_tasks > 1 then j.completed_at else now() end
      from ended
     where j.id = ${jobId}
    returning j.open_tasks, j.job_type as type, j.status, j.repositories_processed as "repositoriesProcessed",
              j.errors_count as "errorsCount", j.requests_used as "requestsUsed",
              extract(epoch from j.completed_at - coalesce(j.started_at, j.created_at))::float8 as seconds
  `.execute(database);
  const [row] = rows;
  if (row === undefined || row.open_tasks > 0) return null;
  const { open_tasks: _, ...ended } = row;
  return ended;
}
