import { type Kysely, sql } from 'kysely';
import { isRecheckDue } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';
import type { RestrictionState } from '../tables/sync-tables.ts';

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
  /** How many issues the twin has. */
  issues: number;
  /** By how many GitHub counted more in a probe before, and whether a read of the whole list has followed. */
  issueDifference: number;
  isDifferenceChecked: boolean;
  branches: number;
  labels: number;
  releases: number;
  milestones: number;
  /** Whether a stored commit has a parent that is not stored. */
  hasHistoryGaps: boolean;
  /** Whether it has self-hosted runners of its own. */
  hasRunners: boolean;
  /** Up to when its labels are known completely; null: never. */
  labelsReadUntil: Date | null;
  /** The same of its releases. */
  releasesReadUntil: Date | null;
  /** Whether the default branch is protected. */
  isHeadProtected: boolean | null;
  /** When its own runners were last listed; null: never. */
  runnersReadAt: Date | null;
  /** Whether a job has not ended although its run has. */
  hasOpenJobs: boolean;
  /** The lists that GitHub did not show; `isDue`: they are to be requested again. */
  restrictions: { resource: string; state: RestrictionState; isDue: boolean }[];
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
      and updated_at is not null order by updated_at desc limit 1)`;
  const count = (table: 'issues' | 'branches' | 'labels' | 'releases' | 'milestones') => sql`
    (select count(*)::int from ${sql.table(table)} as t where t.repository_id = r.id and t.deleted_at is null)`;
  const { rows } = await sql<TrackedRepository>`
    select r.id, r.node_id as "nodeId", r.full_name as "fullName", r.private as "isPrivate", r.archived,
           r.default_branch as "defaultBranch", b.sha as head, r.stargazers_count as stargazers,
           r.forks_count as forks, r.updated_at as "updatedAt", r.pushed_at as "pushedAt",
           ${newest('issues')} as "newestIssue", ${newest('pull_requests')} as "newestPullRequest",
           ${count('issues')} as issues,
           coalesce(i.count_difference, 0) as "issueDifference",
           coalesce(i.whole_at > i.difference_since, false) as "isDifferenceChecked",
           ${count('branches')} as branches, ${count('labels')} as labels, ${count('releases')} as releases,
           ${count('milestones')} as milestones,
           exists (select from runners as t where t.repository_id = r.id and t.deleted_at is null and t.status is not null)
             as "hasRunners",
           (select read_until from repository_lists as l where l.repository_id = r.id and l.resource = 'runners')
             as "runnersReadAt",
           (select read_until from repository_lists as l where l.repository_id = r.id and l.resource = 'labels')
             as "labelsReadUntil",
           (select read_until from repository_lists as l where l.repository_id = r.id and l.resource = 'releases')
             as "releasesReadUntil", b.protected as "isHeadProtected",
           exists (select from workflow_jobs as j join workflow_runs as w on w.id = j.run_id
                    where j.repository_id = r.id and j.status <> 'completed' and j.deleted_at is null
                      and w.status = 'completed') as "hasOpenJobs",
           exists (select from history_gaps as g
                    where g.repository_id = r.id and (g.unavailable_at is null or ${isRecheckDue(sql`g.unavailable_at`)})
                      and not exists (select from commits as c where c.repository_id = r.id and c.sha = g.sha
                                         and c.whole_clock is not null)) as "hasHistoryGaps",
           coalesce((select jsonb_agg(jsonb_build_object('resource', l.resource, 'state', l.state,
                              'isDue', l.state = 'failed' or ${isRecheckDue(sql`l.checked_at`)}))
                       from repository_lists as l where l.repository_id = r.id and l.state is not null), '[]') as restrictions
      from repositories as r
      left join branches as b
        on b.repository_id = r.id and b.name = r.default_branch and b.deleted_at is null
      left join repository_lists as i on i.repository_id = r.id and i.resource = 'issues'
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

/**
 * Intervals begin at whole multiples of their length, so that what shares one is looked at together. A time in the
 * future, from a clock that has been corrected since, delays nothing.
 */
const isDue = ({ intervalMinutes, minAgeMinutes }: ProbeSchedule) => {
  const seconds = sql`(60::float8 * coalesce(r.sync_interval_minutes, ${intervalMinutes}::float8))`;
  const nth = (time: ReturnType<typeof sql>) => sql`floor(extract(epoch from ${time}) / ${seconds})`;
  return sql`(r.probed_at is null or ${nth(sql`now()`)} <> ${nth(sql`r.probed_at`)})
       and (r.last_synced_at > now() + interval '1 minute'
         or extract(epoch from now() - r.last_synced_at) >= least(60 * ${minAgeMinutes}::float8, 60::float8 * r.sync_interval_minutes))
       and not exists (select from sync_job_repositories as p
                        where p.repository_id = r.id and p.status in ('pending', 'running'))`;
};
