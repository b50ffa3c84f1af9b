import type { ActionsStats } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';

type By = ActionsStats['by'];

interface Wanted {
  by: By;
  since?: string | undefined;
  until?: string | undefined;
}

interface Row {
  key: string | null;
  repository_id: number | null;
  repository: string | null;
  jobs: number;
  queue: [number | null, number | null];
  duration: [number | null, number | null];
  failure_rate: number | null;
  rerun_rate: number | null;
  flaky: number;
  tried: number;
  minutes: number;
  busy_seconds: number | null;
  total_groups: number;
  total_jobs: number;
}

const maxGroups = 100;
const defaultDays = 7;
const minuteMs = 60_000;
const dayMs = 86_400_000;

const endOfMinute = () => new Date(Math.ceil(Date.now() / minuteMs) * minuteMs);
const hosted = 'GitHub Actions';

const ofRepository: ReadonlySet<By> = new Set(['workflow', 'repository']);
const keys: Record<By, RawBuilder<unknown>> = {
  workflow: sql`c.workflow`,
  label: sql`label`,
  runner: sql`case when c.is_github_hosted then ${hosted} else c.runner end`,
  repository: sql`c.repository`,
};

/**
 * The statement behind the statistics: reads the jobs of its period from an index, and nothing else of the
 * table. Its texts are compared by bytes, because the order of a language means nothing for groups.
 */
function statsQuery(
  access: Visibility,
  { by, since, until }: { by: By; since: Date; until: Date },
): RawBuilder<Row> {
  const [groupId, groupName] = ofRepository.has(by)
    ? [sql`c.repository_id`, sql`c.repository`]
    : [sql`null::bigint`, sql`null::text`];
  // A job that has not ended is busy until now, to the minute: the same request has the same response within it.
  const busy = sql`
    greatest(0, extract(epoch from least(coalesce(c.completed_at, ${endOfMinute()}), ${until})
                                   - greatest(c.started_at, ${since}))::float8)`;
  return sql`
    with jobs as materialized (
      select (${keys[by]}) collate "C" as key, ${groupId} as group_id, ${groupName} as group_name,
             c.repository_id, c.name collate "C" as name, c.workflow collate "C" as workflow,
             c.head_sha collate "C" as head_sha, c.attempt, c.is_failed, c.queued_seconds, c.duration_seconds,
             ${by === 'runner' ? sql`case when not c.is_github_hosted then ${busy} end` : sql`null::float8`} as busy
        from hubtwin.ci_jobs as c ${by === 'label' ? sql`left join lateral unnest(c.labels) as label on true` : sql``}
       where c.created_at >= ${since} and c.created_at < ${until} and ${visible(access, sql`c.repository_id`)}
    ), commits as (
      select key, group_id, bool_or(is_failed) and bool_or(not is_failed) as is_flaky
        from jobs where is_failed is not null group by key, group_id, repository_id, workflow, name, head_sha
    ), flaky as (
      select key, group_id, count(*) filter (where is_flaky)::int as flaky, count(*)::int as tried
        from commits group by key, group_id
    ), groups as (
      select key, group_id, max(group_name) as group_name, count(*)::int as jobs,
             percentile_cont(array[0.5, 0.95]) within group (order by queued_seconds) as queue,
             percentile_cont(array[0.5, 0.95]) within group (order by duration_seconds) as duration,
             avg(is_failed::int)::float8 as failure_rate, avg((attempt > 1)::int)::float8 as rerun_rate,
             coalesce(sum(duration_seconds), 0) / 60 as minutes, sum(busy) as busy_seconds
        from jobs group by key, group_id
    )
    select g.key, g.group_id as repository_id, g.group_name as repository, g.jobs, g.queue, g.duration, g.failure_rate,
           g.rerun_rate, g.minutes, g.busy_seconds, coalesce(f.flaky, 0) as flaky, coalesce(f.tried, 0) as tried,
           count(*) over ()::int as total_groups, (sum(jobs) over ())::int as total_jobs
      from groups as g
      -- Equalities are hashed; IS NOT DISTINCT FROM compares each group with each other one.
      left join flaky as f on (f.key is null) = (g.key is null) and coalesce(f.key, '') = coalesce(g.key, '')
                          and coalesce(f.group_id, 0) = coalesce(g.group_id, 0)
     order by g.jobs desc, g.key, g.group_id
     limit ${maxGroups}`;
}

/** Counts the jobs of a period, by the group that they belong to. */
export async function countJobs(
  database: Kysely<Database>,
  access: Visibility,
  wanted: Wanted,
): Promise<ActionsStats> {
  const until = wanted.until === undefined ? endOfMinute() : new Date(wanted.until);
  const since =
    wanted.since === undefined ? new Date(until.getTime() - defaultDays * dayMs) : new Date(wanted.since);
  const { by } = wanted;
  const { rows } = await statsQuery(access, { by, since, until }).execute(database);
  const seconds = (until.getTime() - since.getTime()) / 1_000;
  const [first] = rows;
  return {
    by,
    since: since.toISOString(),
    until: until.toISOString(),
    groups: rows.map((row) => ({
      key: row.key,
      repository: row.repository_id === null ? null : { id: row.repository_id, full_name: row.repository },
      jobs: row.jobs,
      queue_seconds: percentiles(row.queue),
      duration_seconds: percentiles(row.duration),
      failure_rate: row.failure_rate,
      rerun_rate: row.rerun_rate,
      flaky: { count: row.flaky, rate: row.tried === 0 ? null : row.flaky / row.tried },
      minutes: row.minutes,
      utilisation: row.busy_seconds === null || seconds <= 0 ? null : row.busy_seconds / seconds,
    })),
    other: {
      groups: (first?.total_groups ?? 0) - rows.length,
      jobs: (first?.total_jobs ?? 0) - rows.reduce((sum, { jobs }) => sum + jobs, 0),
    },
  };
}

const percentiles = (values: readonly (number | null)[] | null) => ({
  p50: values?.[0] ?? null,
  p95: values?.[1] ?? null,
});
