import { type Kysely, sql } from 'kysely';
import { isRecheckDue } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';
import type { RestrictionState } from '../tables/sync-tables.ts';

/** The stored state of a repository that a probe compares with GitHub. */
export interface TrackedRepository {
  id: number;
  nodeId: string;
  fullName: string;
  isPrivate: boolean | null;
  archived: boolean | null;
  defaultBranch: string | null;
  /** The head commit of the default branch. */
  head: string | null;
  stargazers: number | null;
  forks: number | null;
  updatedAt: Date | null;
  pushedAt: Date | null;
  /** Time of the last update of any issue, and of any pull request. */
  newestIssue: Date | null;
  newestPullRequest: Date | null;
  /** The number of stored issues. */
  issues: number;
  /** How many more issues GitHub counted in an earlier probe, and whether the whole list was read since. */
  issueDifference: number;
  isDifferenceChecked: boolean;
  branches: number;
  labels: number;
  releases: number;
  milestones: number;
  /** Whether a stored commit has a parent that is not stored. */
  hasHistoryGaps: boolean;
  /** Whether it has its own self-hosted runners. */
  hasRunners: boolean;
  /** Up to when its labels were read completely; null: never. */
  labelsReadUntil: Date | null;
  /** Up to when its releases were read completely; null: never. */
  releasesReadUntil: Date | null;
  /** Whether the default branch is protected. */
  isHeadProtected: boolean | null;
  /** When its own runners were last listed; null: never. */
  runnersReadAt: Date | null;
  /** Whether a job is unfinished although its run has ended. */
  hasOpenJobs: boolean;
  /** The lists that GitHub did not return; `isDue`: they must be requested again. */
  restrictions: { resource: string; state: RestrictionState; isDue: boolean }[];
}

/** When a repository is due for a probe. */
export interface ProbeSchedule {
  /** The interval of repositories without their own: all with one interval are due at the same time. */
  intervalMinutes: number;
  /** Skips a repository that was synced within this time. */
  minAgeMinutes: number;
}

export interface TrackedOptions {
  /**
   * The synced repositories of an installation, or those without one (null), excluding those with their own token;
   * those with their own token; or these.
   */
  among: { installationId: number | null } | { ownToken: true } | { repositoryIds: readonly number[] };
  /** Only those that are due and in no open sync job; by default all. */
  due?: ProbeSchedule;
  /** The id of the last one of the previous page. */
  after: number;
  limit: number;
}

/** Finds synced repositories with their stored state, by id. */
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
    ? sql`not is_accessible(r.id)`
    : sql`exists (select from installation_repositories as l
             where l.repository_id = r.id and l.installation_id = ${installationId} and l.deleted_at is null)
        and not ${hasOwnToken}`;

/**
 * Intervals start at whole multiples of their length, so that repositories with the same interval are probed
 * together. A time in the future, from a clock that was corrected since, does not delay.
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
