import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** What the twin holds of a repository, as far as a look at GitHub can tell whether it is still so. */
export interface TrackedRepository {
  id: number;
  nodeId: string;
  fullName: string;
  isPrivate: boolean | null;
  archived: boolean | null;
  defaultBranch: string | null;
  /** The commit that the default branch leads to. */
  head: string | null;
  stargazers: number | null;
  forks: number | null;
  updatedAt: Date | null;
  pushedAt: Date | null;
  /** When the issue and the pull request that changed last did. */
  newestIssue: Date | null;
  newestPullRequest: Date | null;
  branches: number;
  labels: number;
  releases: number;
  milestones: number;
}

/**
 * The synced repositories that an installation sees, or those that none does, by id.
 *
 * @param options `after`: the id of the last of the page before.
 */
export async function trackedRepositories(
  database: Kysely<Database>,
  { installationId, after, limit }: { installationId: number | null; after: number; limit: number },
): Promise<TrackedRepository[]> {
  const seen =
    installationId === null
      ? sql`not is_linked(r.id)`
      : sql`exists (select from installation_repositories as l
             where l.repository_id = r.id and l.installation_id = ${installationId} and l.deleted_at is null)`;
  const newest = (table: 'issues' | 'pull_requests') => sql`
    (select updated_at from ${sql.table(table)} as t where t.repository_id = r.id and t.deleted_at is null
      order by updated_at desc limit 1)`;
  const count = (table: 'branches' | 'labels' | 'releases' | 'milestones') => sql`
    (select count(*)::int from ${sql.table(table)} as t where t.repository_id = r.id and t.deleted_at is null)`;
  const { rows } = await sql<TrackedRepository>`
    select r.id, r.node_id as "nodeId", r.full_name as "fullName", r.private as "isPrivate", r.archived,
           r.default_branch as "defaultBranch", b.sha as head, r.stargazers_count as stargazers,
           r.forks_count as forks, r.updated_at as "updatedAt", r.pushed_at as "pushedAt",
           ${newest('issues')} as "newestIssue", ${newest('pull_requests')} as "newestPullRequest",
           ${count('branches')} as branches, ${count('labels')} as labels, ${count('releases')} as releases,
           ${count('milestones')} as milestones
      from repositories as r
      left join branches as b
        on b.repository_id = r.id and b.name = r.default_branch and b.deleted_at is null
     where r.id > ${after} and r.deleted_at is null and r.last_synced_at is not null and r.auto_sync_enabled
       and r.node_id is not null and ${seen}
     order by r.id
     limit ${limit}
  `.execute(database);
  return rows;
}
