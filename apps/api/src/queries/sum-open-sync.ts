import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

/** The repositories and the progress of unfinished sync jobs. */
export interface OpenSync {
  pending: number;
  running: number;
  pages_done: number;
  pages_total: number;
  /** When the first of these jobs started. */
  started_at: Date | null;
}

/** Sums up unfinished sync jobs that a caller may see. */
export async function sumOpenSync(database: Kysely<Database>, access: Access): Promise<OpenSync> {
  const { rows } = await sql<OpenSync>`
    select count(*) filter (where p.status = 'pending') as pending,
           count(*) filter (where p.status = 'running') as running,
           coalesce(sum(case when p.status in ('pending', 'running') then p.pages_done
                             else greatest(p.pages_done, 1) end), 0)::int as pages_done,
           coalesce(sum(case when p.status in ('pending', 'running')
                             then greatest(p.pages_total, p.pages_estimated, p.pages_done, 1)
                             else greatest(p.pages_done, 1) end), 0)::int as pages_total,
           min(t.started_at) as started_at
      from sync_jobs as t join sync_job_repositories as p on p.job_id = t.id
     where t.status in ('pending', 'running') and p.status <> 'skipped'
       and ${visible(access, sql`p.repository_id`)}
  `.execute(database);
  return rows[0] ?? { pending: 0, running: 0, pages_done: 0, pages_total: 0, started_at: null };
}
