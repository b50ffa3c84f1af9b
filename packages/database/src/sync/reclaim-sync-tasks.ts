import { type Kysely, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';
import type { SyncWork } from '../tables/sync-tables.ts';
import type { SyncPriority, SyncTask } from './sync-job.ts';

/** An open task without progress. */
export interface ReclaimedSyncTask extends SyncTask {
  work: SyncWork;
  priority: SyncPriority;
}

/**
 * Reclaims open tasks of sync jobs without recent progress, for example because the queue was wiped. Updates their
 * time of progress, so that the next call finds others.
 */
export async function reclaimSyncTasks(
  database: Kysely<Database>,
  { olderThanSeconds, limit }: { olderThanSeconds: number; limit: number },
): Promise<ReclaimedSyncTask[]> {
  const { rows } = await sql<ReclaimedSyncTask>`
    with stalled as (
      select r.job_id, r.repository_id, j.priority
        from sync_job_repositories as r join sync_jobs as j on j.id = r.job_id
       where r.status in ('pending', 'running') and j.status in ('pending', 'running')
         and ${isOlderThan(sql`r.touched_at`, olderThanSeconds)}
       order by r.touched_at
       limit ${limit}
       for update of r skip locked
    )
    update sync_job_repositories as r set touched_at = now()
      from stalled as s
     where r.job_id = s.job_id and r.repository_id = s.repository_id
    returning r.job_id as "jobId", r.repository_id as "repositoryId", r.work, s.priority
  `.execute(database);
  return rows;
}
