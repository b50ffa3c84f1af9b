import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';

/** GitHub sends an event for every change of these. */
const delivered = [
  ...['branches', 'commits', 'issue_comments', 'issues', 'labels', 'milestones', 'pull_requests', 'releases'],
];

/**
 * Counts the repositories in which a periodic sync since `after` found a change that GitHub should have delivered.
 * Repositories with inaccessible lists are excluded: these are read again without a change.
 */
export async function countUndeliveredChanges(
  database: Kysely<Database>,
  within: Visibility,
  after: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.repository_id) as count
      from sync_jobs as j join sync_job_repositories as p on p.job_id = j.id
     where j.job_type = 'periodic_sync' and j.created_at > ${after} and p.work = 'sync'
       and p.resources && ${delivered}::text[] and ${visible(within, sql`p.repository_id`)}
       and not exists (select from repository_lists as l where l.repository_id = p.repository_id and l.state is not null)
  `.execute(database);
  return rows[0]?.count ?? 0;
}
