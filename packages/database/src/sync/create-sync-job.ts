import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { NewSyncJob } from './sync-job.ts';

/** @returns the id of the job, which is completed at once if it has no tasks to run. */
export async function createSyncJob(
  database: Kysely<Database>,
  { type, priority, installationId, tasks, details = {}, requestsUsed = 0 }: NewSyncJob,
): Promise<number> {
  const given = JSON.stringify(
    tasks.map(({ repositoryId, work, resources = null, pagesEstimated = 0, isSkipped = false }) => ({
      repository_id: repositoryId,
      work,
      resources,
      pages_estimated: pagesEstimated,
      status: isSkipped ? 'skipped' : 'pending',
    })),
  );
  const open = new Set(tasks.filter(({ isSkipped }) => isSkipped !== true).map((task) => task.repositoryId));
  const isDone = open.size === 0;
  const { rows } = await sql<{ id: number }>`
    with job as (
      insert into sync_jobs (job_type, priority, installation_id, details, status, open_tasks, requests_used,
                             started_at, completed_at)
      values (${type}, ${priority}, ${installationId}, ${JSON.stringify(details)},
              ${isDone ? 'completed' : 'pending'}, ${open.size}, ${requestsUsed},
              ${isDone && requestsUsed > 0 ? new Date() : null}, ${isDone ? new Date() : null})
      returning id
    ), tasks as (
      insert into sync_job_repositories (job_id, repository_id, work, resources, pages_estimated, status)
      select distinct on (repository_id) job.id, task.*
        from job, jsonb_to_recordset(${given})
               as task (repository_id bigint, work text, resources text[], pages_estimated integer, status text)
       order by repository_id
    )
    select id from job
  `.execute(database);
  const [row] = rows;
  if (row === undefined) throw new Error('a sync job was not stored');
  return row.id;
}
