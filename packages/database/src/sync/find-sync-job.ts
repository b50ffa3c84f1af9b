import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SyncJob } from './sync-job.ts';

/** @returns null if there is no job with this id. */
export async function findSyncJob(database: Kysely<Database>, id: number): Promise<SyncJob | null> {
  const { rows } = await sql<SyncJob>`
    select j.id, j.job_type as type, j.status, j.priority, j.installation_id as "installationId",
           j.repositories_processed as "repositoriesProcessed", j.errors_count as "errorsCount",
           j.requests_used as "requestsUsed", j.error_message as "errorMessage", j.details,
           j.created_at as "createdAt", j.started_at as "startedAt", j.completed_at as "completedAt",
           count(r.*)::int as repositories, coalesce(sum(r.pages_done), 0)::int as "pagesDone",
           coalesce(sum(case when r.status in ('pending', 'running') then greatest(r.pages_total, r.pages_estimated)
                             else r.pages_done end), 0)::int as "pagesTotal"
      from sync_jobs as j left join sync_job_repositories as r on r.job_id = j.id and r.status <> 'skipped'
     where j.id = ${id}
     group by j.id
  `.execute(database);
  return rows[0] ?? null;
}
