import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncPart } from './sync-job.ts';

/** How a repository's part ended. */
export interface SyncEnd {
  /** Why it failed; null where all of it went well, which is when the repository counts as synced. */
  error: string | null;
  /** How many questions to GitHub it took; default: as many as it has counted pages, and one. */
  requests?: number;
}

/** Ends a repository's part, and with the last one the job. */
export async function finishSyncPart(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncPart,
  { error, requests = 0 }: SyncEnd,
): Promise<void> {
  const failed = error === null ? 0 : 1;
  await database.transaction().execute(async (transaction) => {
    // The job's row orders those that end at once, so that one of them is the last; the change log is fenced.
    await sql`
      with job as (select 1 from sync_jobs where id = ${jobId} for update)
      select changes_fence() from (select count(*) from job) as locked
    `.execute(transaction);
    await sql`
      with ended as (
        update sync_job_repositories
           set status = ${error === null ? 'completed' : 'failed'}, error = ${error}, touched_at = now(),
               requests = requests + greatest(${requests}, pages_done + 1)
         where job_id = ${jobId} and repository_id = ${repositoryId} and status in ('pending', 'running')
        returning greatest(${requests}, pages_done + 1) as requests
      ), before as (
        select last_synced_at, last_sync_error from repositories where id = ${repositoryId}
      ), synced as (
        update repositories
           set last_synced_at = case when ${failed} = 0 then now() else last_synced_at end, last_sync_error = ${error}
         where id = ${repositoryId} and untracked_at is null and exists (select from ended)
        returning last_synced_at, last_sync_error
      ), logged as (
        insert into changes (resource, key, kind, repository_id, fields, source)
        select 'repositories', ${`${repositoryId}`}, 'updated', ${repositoryId}::bigint, jsonb_build_object(
                 'last_synced_at', jsonb_build_object('from', before.last_synced_at, 'to', synced.last_synced_at),
                 'last_sync_error', jsonb_build_object('from', before.last_sync_error, 'to', synced.last_sync_error)),
               'sync'
          from before, synced
      ), waiting as (
        select count(*) - (select count(*) from ended) as count
          from sync_job_repositories
         where job_id = ${jobId} and status in ('pending', 'running')
      )
      update sync_jobs as j
         set repositories_processed = j.repositories_processed + 1,
             errors_count = j.errors_count + ${failed},
             error_message = coalesce(${error}, j.error_message),
             requests_used = j.requests_used + ended.requests,
             status = case
               when waiting.count > 0 then j.status
               when j.errors_count + ${failed} = 0 then 'completed'
               else 'completed_with_errors' end,
             completed_at = case when waiting.count > 0 then j.completed_at else now() end
        from waiting, ended
       where j.id = ${jobId}
    `.execute(transaction);
  });
}
