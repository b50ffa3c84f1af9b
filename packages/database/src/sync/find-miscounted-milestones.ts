import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Finds the repositories among these with an open milestone whose counts contradict the stored issues and pull
 * requests, if one of these changed after the milestone was last read.
 */
export async function findMiscountedMilestones(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<number[]> {
  const ofMilestone = (table: 'issues' | 'pull_requests') => sql`
    select t.state from ${sql.table(table)} as t
     where t.repository_id = m.repository_id and t.milestone_number = m.number and t.deleted_at is null`;
  const newest = (table: 'issues' | 'pull_requests') => sql`
    (select t.updated_at from ${sql.table(table)} as t
      where t.repository_id = m.repository_id and t.updated_at is not null order by t.updated_at desc limit 1)`;
  const { rows } = await sql<{ repository_id: number }>`
    select distinct m.repository_id from milestones as m
      cross join lateral (
        select count(*) filter (where state = 'open') as open, count(*) filter (where state <> 'open') as closed
          from (${ofMilestone('issues')} union all ${ofMilestone('pull_requests')}) as t) as counted
     where m.repository_id = any(${[...repositoryIds]}::bigint[]) and m.state = 'open' and m.deleted_at is null
       and (m.open_issues, m.closed_issues) is distinct from (counted.open, counted.closed)
       and greatest(${newest('issues')}, ${newest('pull_requests')}) > coalesce(m.fetched_at, m.synced_at)
  `.execute(database);
  return rows.map(({ repository_id }) => repository_id);
}
