import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database, SyncJobStatus, SyncJobType } from '../schema.ts';

export interface NewSyncJob {
  type: SyncJobType;
  priority: 'critical' | 'high' | 'normal' | 'low';
  installationId: number | null;
  repositoryIds: readonly number[];
}

/** A sync job as it stands. */
export interface SyncJob {
  id: number;
  type: SyncJobType;
  status: SyncJobStatus;
  priority: NewSyncJob['priority'];
  installationId: number | null;
  repositories: number;
  repositoriesProcessed: number;
  errorsCount: number;
  requestsUsed: number;
  errorMessage: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  /** Pages of lists, as far as they are known. */
  pagesDone: number;
  pagesTotal: number;
}

/** @returns the id of the job, which is over at once where there are no repositories. */
export async function createSyncJob(
  database: Kysely<Database>,
  { type, priority, installationId, repositoryIds }: NewSyncJob,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with job as (
      insert into sync_jobs (job_type, priority, installation_id, status, completed_at)
      select ${type}, ${priority}, ${installationId}::bigint, case when given.count = 0 then 'completed' else 'pending' end,
             case when given.count = 0 then now() end
        from (select cardinality(${[...repositoryIds]}::bigint[]) as count) as given
      returning id
    ), repositories as (
      insert into sync_job_repositories (job_id, repository_id)
      select distinct job.id, repository_id from job, unnest(${[...repositoryIds]}::bigint[]) as repository_id
    )
    select id from job
  `.execute(database);
  const [row] = rows;
  if (row === undefined) throw new Error('a sync job was not stored');
  return row.id;
}

/** @returns null where there is none of this id. */
export async function findSyncJob(database: Kysely<Database>, id: number): Promise<SyncJob | null> {
  const { rows } = await sql<SyncJob>`
    select j.id, j.job_type as type, j.status, j.priority, j.installation_id as "installationId",
           j.repositories_processed as "repositoriesProcessed", j.errors_count as "errorsCount",
           j.requests_used as "requestsUsed", j.error_message as "errorMessage",
           j.started_at as "startedAt", j.completed_at as "completedAt",
           count(r.*)::int as repositories, coalesce(sum(r.pages_done), 0)::int as "pagesDone",
           coalesce(sum(r.pages_total), 0)::int as "pagesTotal"
      from sync_jobs as j left join sync_job_repositories as r on r.job_id = j.id
     where j.id = ${id}
     group by j.id
  `.execute(database);
  return rows[0] ?? null;
}

/** Marks a repository of a job as under way. @returns whether it is still wanted. */
export async function startSyncRepository(
  database: Kysely<Database>,
  { jobId, repositoryId }: { jobId: number; repositoryId: number },
): Promise<boolean> {
  const { rows } = await sql<{ wanted: boolean }>`
    with job as (
      update sync_jobs set status = 'running', started_at = coalesce(started_at, now())
       where id = ${jobId} and status in ('pending', 'running')
      returning id
    )
    update sync_job_repositories as r set status = 'running'
      from job
     where r.job_id = job.id and r.repository_id = ${repositoryId} and r.status <> 'completed'
    returning true as wanted
  `.execute(database);
  return rows.length > 0;
}

/** Adds to what is known of a repository's pages. */
export async function countPages(
  database: Kysely<Database> | Transaction<Database>,
  { jobId, repositoryId }: { jobId: number; repositoryId: number },
  { done, total }: { done: number; total: number },
): Promise<void> {
  await sql`
    update sync_job_repositories
       set pages_done = pages_done + ${done}, pages_total = pages_total + ${total}
     where job_id = ${jobId} and repository_id = ${repositoryId}
  `.execute(database);
}

/**
 * Ends a repository's part, and with the last one the job.
 *
 * @param error why it failed; null where all of it went well, which is when the repository counts as synced.
 */
export async function finishSyncRepository(
  database: Kysely<Database>,
  { jobId, repositoryId }: { jobId: number; repositoryId: number },
  error: string | null,
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
        update sync_job_repositories set status = ${error === null ? 'completed' : 'failed'}, error = ${error}
         where job_id = ${jobId} and repository_id = ${repositoryId} and status in ('pending', 'running')
        returning pages_done + 1 as requests
      ), before as (
        select last_synced_at, last_sync_error from repositories where id = ${repositoryId}
      ), synced as (
        update repositories
           set last_synced_at = case when ${failed} = 0 then now() else last_synced_at end, last_sync_error = ${error}
         where id = ${repositoryId} and exists (select from ended)
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
               when waiting.count > 0 or j.status = 'cancelled' then j.status
               when j.errors_count + ${failed} = 0 then 'completed'
               else 'completed_with_errors' end,
             completed_at = case when waiting.count > 0 then j.completed_at else now() end
        from waiting, ended
       where j.id = ${jobId}
    `.execute(transaction);
  });
}

/** Those of the repositories that were never synced as a whole. */
export async function findNeverSynced(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<number[]> {
  if (repositoryIds.length === 0) return [];
  const rows = await database
    .selectFrom('repositories')
    .select('id')
    .where('id', 'in', [...repositoryIds])
    .where('last_synced_at', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
