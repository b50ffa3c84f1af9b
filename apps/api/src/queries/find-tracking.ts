import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

/** The tracking state of a stored repository. */
interface FoundTracking {
  id: number;
  fullName: string;
  /** Whether it is tracked, was read completely, and is not deleted. */
  isKept: boolean;
  /** The newest unfinished sync job with it; null if none. */
  openJobId: number | null;
}

/** Finds a repository by its id or name, tracked or not, deleted or not, among those that the caller may see. */
export async function findTracking(
  database: Kysely<Database>,
  access: Access,
  named: { id: number } | { fullName: string },
): Promise<FoundTracking | undefined> {
  const condition =
    'id' in named ? sql`r.id = ${named.id}` : sql`lower(r.full_name) = ${named.fullName.toLowerCase()}`;
  const { rows } = await sql<FoundTracking>`
    select r.id, r.full_name as "fullName",
           r.untracked_at is null and r.inaccessible_since is null and r.last_synced_at is not null
             and r.deleted_at is null as "isKept",
           case when r.untracked_at is null then (
             select max(p.job_id) from sync_job_repositories as p
              where p.repository_id = r.id and p.status in ('pending', 'running')) end as "openJobId"
      from repositories as r
     where ${condition} and r.full_name is not null and ${visible(access, sql`r.id`)}
     order by r.deleted_at is not null, r.id desc limit 1
  `.execute(database);
  return rows[0];
}
