import type { SyncJobRepository } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import { inRepository, repositoryRef } from './in-repository.ts';
import type { List } from './select-page.ts';

type TaskRow = Selectable<Database['sync_job_repositories']> & { repository_full_name: string | null };

/** The repositories of a sync job. */
export const syncJobRepositories: List<TaskRow, SyncJobRepository, { jobId: number }> = {
  name: 'sync_job_repositories',
  from: inRepository.from('sync_job_repositories'),
  columns: sql`
    t.job_id, t.repository_id, r.full_name as repository_full_name, t.work, t.resources, t.status,
    t.pages_done, greatest(t.pages_total, t.pages_estimated, t.pages_done) as pages_total, t.requests, t.error, t.touched_at`,
  repository: sql`t.repository_id`,
  direction: 'asc',
  order: [{ by: sql`t.repository_id`, type: 'number' }],
  where: ({ jobId }) => [sql`t.job_id = ${jobId}`],
  present: (row) => ({
    repository: repositoryRef(row),
    work: row.work,
    resources: row.resources,
    status: row.status,
    pages_done: row.pages_done,
    pages_total: row.pages_total,
    requests_used: row.requests,
    error: row.error,
    updated_at: row.touched_at.toISOString(),
  }),
};
