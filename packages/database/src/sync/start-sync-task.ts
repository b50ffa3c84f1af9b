import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncJobType, SyncWork, TaskList } from '../tables/sync-tables.ts';
import type { SyncPriority, SyncTask } from './sync-job.ts';

/** A repository's task in a sync job. */
export interface StartedSyncTask {
  type: SyncJobType;
  priority: SyncPriority;
  work: SyncWork;
  resources: string[] | null;
  /** The results of earlier attempts for its lists; null: no attempt has ended. */
  lists: TaskList[] | null;
  /** How often it was started, including this time: `finishSyncTask` records the result of the last start only. */
  start: number;
  /** When the job was created. */
  createdAt: Date;
}

/** Marks a repository's task as running. @returns null if it must not run any more. */
export async function startSyncTask(
  database: Kysely<Database>,
  { jobId, repositoryId }: SyncTask,
): Promise<StartedSyncTask | null> {
  const { rows } = await sql<StartedSyncTask>`
    with job as (
      select id, job_type, priority, created_at from sync_jobs where id = ${jobId} and status in ('pending', 'running')
    ), begun as (
      update sync_jobs set status = 'running', started_at = coalesce(started_at, now())
       where id = ${jobId} and status = 'pending'
    )
    update sync_job_repositories as r set status = 'running', starts = r.starts + 1, touched_at = now()
      from job
     where r.job_id = job.id and r.repository_id = ${repositoryId} and r.status in ('pending', 'running')
    returning job.job_type as type, job.priority, r.work, r.resources, r.lists, r.starts as start, job.created_at as "createdAt"
  `.execute(database);
  return rows[0] ?? null;
}
