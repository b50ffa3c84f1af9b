import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isRecheckDue } from '../lists/find-restrictions.ts';
import type { Database } from '../schema.ts';
import type { RestrictionState } from '../tables/sync-tables.ts';
import { hasPendingChildren } from './pending-children.ts';

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
  /** Its lists, by resource. */
  lists: Record<string, TrackedList>;
  /** Whether a stored commit has a parent that is not stored. */
  hasHistoryGaps: boolean;
  /** Whether the default branch is protected. */
  isHeadProtected: boolean | null;
  /** Whether a job is unfinished, or none is stored, although its run has ended. */
  hasOpenJobs: boolean;
  /** The lists that GitHub did not return; `isDue`: they must be requested again. */
  restrictions: { resource: string; state: RestrictionState; isDue: boolean }[];
}

/** The stored state of a list of a repository; times are ISO 8601. */
export interface TrackedList {
  /** The number of stored objects; null if it is not compared. */
  count: number | null;
  /** The last update of any object; null: there is none, or it is not compared. */
  newest: string | null;
  /** When it was last read completely; null: never. */
  readUntil: string | null;
  /** How many more objects GitHub counted in an earlier probe, and whether the whole list was read since. */
  difference: number;
  isDifferenceChecked: boolean;
}

/** The state of a list to read. */
export interface ListToTrack {
  resource: string;
  table: string;
  /** A column that is null for objects that do not count. */
  registered?: string | undefined;
  isCounted: boolean;
  /** Whether to read the last update. */
  isNewestFirst: boolean;
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
  lists?: readonly ListToTrack[];
  /** Only those that are due and in no open sync job; by default all. */
  due?: ProbeSchedule;
  /** The id of the last one of the previous page. */
  after: number;
  limit: number;
}

/** Finds synced repositories with their stored state, by id. */
export async function trackedRepositories(
  database: Kysely<Database>,
  { among, lists = [], due, after, limit }: TrackedOptions,
): Promise<TrackedRepository[]> {
  const chosen =
    'repositoryIds' in among
      ? sql`r.id = any(${[...among.repositoryIds]}::bigint[])`
      : sql`r.auto_sync_enabled and ${'ownToken' in among ? hasOwnToken : seenBy(among.installationId)}`;
  const states = lists.flatMap((list) => [sql.lit(list.resource), stateOf(list)]);
  const { rows } = await sql<TrackedRepository>`
    select r.id, r.node_id as "nodeId", r.full_name as "fullName", r.private as "isPrivate", r.archived,
           r.default_branch as "defaultBranch", b.sha as head, r.stargazers_count as stargazers,
           r.forks_count as forks, r.updated_at as "updatedAt", r.pushed_at as "pushedAt",
           jsonb_build_object(${sql.join(states)}) as lists, b.protected as "isHeadProtected",
           exists (select from workflow_jobs as j join workflow_runs as w on w.id = j.run_id
                    where j.repository_id = r.id and j.status <> 'completed' and j.deleted_at is null
                      and w.status = 'completed')
             or exists (select from workflow_runs as w
                         where w.repository_id = r.id and w.status = 'completed' and w.created_at > now() - interval '1 day'
                           and w.source = 'webhook' and w.jobs_fetched_at is null and w.deleted_at is null
                           and not exists (select from workflow_jobs as j
                                            where j.run_id = w.id and j.run_attempt = w.run_attempt and j.deleted_at is null))
             or ${hasPendingChildren(sql`r.id`, 'workflow_jobs')}
             as "hasOpenJobs",
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
     where r.id > ${after} and r.deleted_at is null and r.last_synced_at is not null and r.node_id is not null
       and ${chosen} and ${due === undefined ? sql`true` : isDue(due)}
     order by r.id
     limit ${limit}
  `.execute(database);
  return rows;
}

function stateOf({
  resource,
  table,
  registered,
  isCounted,
  isNewestFirst,
}: ListToTrack): RawBuilder<unknown> {
  const stored = sql`from ${sql.table(table)} as t where t.repository_id = r.id and t.deleted_at is null`;
  const isRegistered = registered === undefined ? sql`` : sql`and ${sql.ref(`t.${registered}`)} is not null`;
  const count = isCounted ? sql`(select count(*) ${stored} ${isRegistered})` : sql`null::int`;
  const newest = isNewestFirst
    ? sql`(select updated_at ${stored} and updated_at is not null order by updated_at desc limit 1)`
    : sql`null::timestamptz`;
  return sql`(
    select jsonb_build_object('count', ${count}, 'newest', ${newest}, 'readUntil', l.read_until,
                              'difference', coalesce(l.count_difference, 0),
                              'isDifferenceChecked', coalesce(l.is_difference_checked, false))
      from (values (r.id)) as of (id)
      left join repository_lists as l on l.repository_id = of.id and l.resource = ${sql.lit(resource)})`;
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
