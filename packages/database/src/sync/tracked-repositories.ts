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
  /** Whether it has self-hosted runners of its own. */
  hasRunners: boolean;
}

/** When a repository is to be looked at again. */
export interface ProbeSchedule {
  /** How often, where it has no interval of its own: all of one interval are due at the same moments. */
  intervalMinutes: number;
  /** One that was synced so recently is left alone. */
  minAgeMinutes: number;
}

export interface TrackedOptions {
  /**
   * The synced repositories of an installation, or those that no installation sees (null), as far as they have no
   * token of their own; those that have one; or these.
   */
  among: { installationId: number | null } | { ownToken: true } | { repositoryIds: readonly number[] };
  /** Only those that are due and that no sync job is at; by default all. */
  due?: ProbeSchedule;
  /** The id of the last of the page before. */
  after: number;
  limit: number;
}

/** Repositories that were synced, with what the twin holds of them, by id. */
export async function trackedRepositories(
  database: Kysely<Database>,
  { among, due, after, limit }: TrackedOptions,
): Promise<TrackedRepository[]> {
  const chosen =
    'repositoryIds' in among
      ? sql`r.id = any(${[...among.repositoryIds]}::bigint[])`
      : sql`r.auto_sync_enabled and ${'ownToken' in among ? hasOwnToken : seenBy(among.installationId)}`;
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
           ${count('milestones')} as milestones,
           exists (select from runners as t where t.repository_id = r.id and t.deleted_at is null and t.status is not null)
             as "hasRunners"
      from repositories as r
      left join branches as b
        on b.repository_id = r.id and b.name = r.default_branch and b.deleted_at is null
     where r.id > ${after} and r.deleted_at is null and r.last_synced_at is not null and r.node_id is not null
       and ${chosen} and ${due === undefined ? sql`true` : isDue(due)}
     order by r.id
     limit ${limit}
  `.execute(database);
  return rows;
}

const hasOwnToken = sql`exists (select from repository_tokens as t where t.repository_id = r.id)`;

const seenBy = (installationId: number | null) =>
  installationId === null
    ? sql`not is_linked(r.id)`
    : sql`exists (select from installation_repositories as l
             where l.repository_id = r.id and l.installation_id = ${installationId} and l.deleted_at is null)
        and not ${hasOwnToken}`;

/** Intervals begin at whole multiples of their length, so that what shares one is looked at together. */
const isDue = ({ intervalMinutes, minAgeMinutes }: ProbeSchedule) => {
  const seconds = sql`(60::float8 * coalesce(r.sync_interval_minutes, ${intervalMinutes}::float8))`;
  const nth = (time: ReturnType<typeof sql>) => sql`floor(extract(epoch from ${time}) / ${seconds})`;
  return sql`(r.probed_at is null or ${nth(sql`now()`)} > ${nth(sql`r.probed_at`)})
       and extract(epoch from now() - r.last_synced_at) >= least(60 * ${minAgeMinutes}::float8, 60::float8 * r.sync_interval_minutes)
       and not exists (select from sync_job_repositories as p
                        where p.repository_id = r.id and p.status in ('pending', 'running'))`;
};
