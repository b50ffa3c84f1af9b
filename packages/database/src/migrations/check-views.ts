/** A documented view: its comment, its columns with expressions and comments, and where they come from. */
interface View {
  comment: string;
  columns: Readonly<Record<string, readonly [expression: string, comment: string | null]>>;
  from: string;
}

const tracked = 't.deleted_at is null and r.deleted_at is null and r.untracked_at is null';
const repository: View['columns'] = {
  repository_id: ['r.id', 'GitHub’s id of the repository'],
  repository: ['r.full_name', 'owner/name'],
};
const own = (...names: string[]): View['columns'] =>
  Object.fromEntries(names.map((name) => [name, [`t.${name}`, null] as const]));
const hours = (from: string, to: string) => `round((extract(epoch from ${to} - ${from}) / 3600)::numeric, 2)`;

/** Of a deployment: its first status with one of these states. */
const first = (name: string, ...states: string[]) => `left join lateral (
       select s.created_at as at from deployment_statuses as s
        where s.repository_id = t.repository_id and s.deployment_id = t.id and s.deleted_at is null
          and s.state in (${states.map((state) => `'${state}'`).join(', ')})
        order by s.created_at, s.id limit 1) as ${name} on true`;

/** The views of checks and deployments, in the order in which they are created. */
export const checkViews: Readonly<Record<string, View>> = {
  check_runs: {
    comment: 'one row for each check run, those that a rerun replaced included',
    columns: {
      ...repository,
      check_run_id: ['t.id', 'GitHub’s id'],
      ...own('check_suite_id', 'head_sha', 'name'),
      app: ['t.app_slug', 'slug of the App'],
      ...own('status', 'conclusion', 'title', 'started_at', 'completed_at'),
    },
    from: `check_runs as t join repositories as r on r.id = t.repository_id where ${tracked}`,
  },
  commit_checks: {
    comment:
      'what GitHub combines of each commit: the last check run of each name, and the last status of each context',
    columns: {
      ...repository,
      sha: ['c.sha', null],
      kind: ['c.kind', '`check_run` or `status`'],
      name: ['c.name', 'of the check run, or context of the status'],
      state: ['c.state', '`success`, `failure`, `error` or `pending`'],
    },
    from: `(
      select * from (
        select distinct on (t.repository_id, t.head_sha, t.check_suite_id, t.name)
               t.repository_id, t.head_sha as sha, 'check_run' as kind, t.name,
               case when t.status is distinct from 'completed' then 'pending'
                    when t.conclusion in ('success', 'neutral', 'skipped') then 'success' else 'failure' end as state
          from check_runs as t where t.deleted_at is null
         order by t.repository_id, t.head_sha, t.check_suite_id, t.name, t.id desc) as runs
      union all
      select * from (
        select distinct on (t.repository_id, t.sha, t.context)
               t.repository_id, t.sha, 'status' as kind, t.context as name, t.state
          from commit_statuses as t where t.deleted_at is null
         order by t.repository_id, t.sha, t.context, t.id desc) as statuses) as c
      join repositories as r on r.id = c.repository_id where r.deleted_at is null and r.untracked_at is null`,
  },
  commit_states: {
    comment:
      'one row for each commit with checks, with the state that GitHub combines of check runs and statuses',
    columns: {
      repository_id: ['c.repository_id', 'GitHub’s id of the repository'],
      repository: ['c.repository', 'owner/name'],
      sha: ['c.sha', null],
      state: [
        `case when bool_or(c.state = 'failure') then 'failure' when bool_or(c.state = 'error') then 'error'
           when bool_or(c.state = 'pending') then 'pending' else 'success' end`,
        '`success`, `failure`, `error` or `pending`',
      ],
      checks: ['count(*)', 'last check runs and statuses'],
      failing: [`count(*) filter (where c.state in ('failure', 'error'))`, null],
      pending: [`count(*) filter (where c.state = 'pending')`, null],
    },
    from: 'hubtwin.commit_checks as c group by c.repository_id, c.repository, c.sha',
  },
  deployments: {
    comment: 'one row for each deployment, with its outcome',
    columns: {
      ...repository,
      deployment_id: ['t.id', 'GitHub’s id'],
      ...own('environment', 'ref', 'sha'),
      creator: ['t.creator_login', 'login'],
      is_production: [
        `coalesce(t.production_environment, false) or t.environment = 'production'`,
        'whether its environment is one that users see',
      ],
      created_at: ['t.created_at', null],
      succeeded_at: ['succeeded.at', 'null: not, or not yet'],
      failed_at: ['failed.at', 'null: not'],
    },
    from: `deployments as t join repositories as r on r.id = t.repository_id
      ${first('succeeded', 'success')} ${first('failed', 'failure', 'error')} where ${tracked}`,
  },
  deployment_lead_times: {
    comment:
      'one row for each deployment to production that succeeded, with the time since its oldest new commit',
    columns: {
      repository_id: ['d.repository_id', 'GitHub’s id of the repository'],
      repository: ['d.repository', 'owner/name'],
      ...Object.fromEntries(
        ['deployment_id', 'environment', 'sha', 'succeeded_at'].map((name) => [
          name,
          [`d.${name}`, null] as const,
        ]),
      ),
      first_commit_at: ['f.at', 'of the oldest commit since the deployment before; null: unknown'],
      lead_hours: [hours('f.at', 'd.succeeded_at'), 'from that commit to the success of the deployment'],
    },
    from: `(select d.*, c.committed_at, lag(c.committed_at) over (
               partition by d.repository_id, d.environment order by d.succeeded_at) as before
          from hubtwin.deployments as d
          left join commits as c on c.repository_id = d.repository_id and c.sha = d.sha and c.deleted_at is null
         where d.is_production and d.succeeded_at is not null) as d
      left join lateral (
        select min(c.committed_at) as at from commits as c
         where c.repository_id = d.repository_id and c.deleted_at is null
           and c.committed_at > d.before and c.committed_at <= d.committed_at) as f on true`,
  },
  deployment_failures: {
    comment: 'one row for each deployment to production that failed, with the time until the next success',
    columns: {
      repository_id: ['d.repository_id', 'GitHub’s id of the repository'],
      repository: ['d.repository', 'owner/name'],
      ...Object.fromEntries(
        ['deployment_id', 'environment', 'sha', 'failed_at'].map((name) => [
          name,
          [`d.${name}`, null] as const,
        ]),
      ),
      restored_at: ['n.at', 'of the next successful deployment to the environment; null: none yet'],
      hours_to_restore: [hours('d.failed_at', 'n.at'), null],
    },
    from: `hubtwin.deployments as d
      left join lateral (
        select min(o.succeeded_at) as at from hubtwin.deployments as o
         where o.repository_id = d.repository_id and o.environment = d.environment and o.succeeded_at > d.failed_at) as n on true
     where d.is_production and d.failed_at is not null`,
  },
  dora_metrics: {
    comment:
      'one row for each repository and week (UTC) with deployments to production: the four DORA metrics',
    columns: {
      week: ['w.week', 'its Monday, in UTC'],
      repository_id: ['w.repository_id', 'GitHub’s id of the repository'],
      repository: ['w.repository', 'owner/name'],
      deployments: ['w.deployments', 'that succeeded: the deployment frequency'],
      median_lead_hours: ['l.hours', 'from the oldest new commit to its deployment; null: unknown'],
      change_failure_percent: [
        'round(100.0 * w.failures / nullif(w.deployments + w.failures, 0), 1)',
        'of the deployments that ended, those that failed',
      ],
      median_restore_hours: ['f.hours', 'from a failure to the next success; null: none'],
    },
    from: `(select repository_id, repository, date_trunc('week', created_at at time zone 'UTC')::date as week,
               count(*) filter (where succeeded_at is not null) as deployments,
               count(*) filter (where failed_at is not null) as failures
          from hubtwin.deployments where is_production and created_at is not null group by 1, 2, 3) as w
      left join lateral (
        select round((percentile_cont(0.5) within group (order by lead_hours))::numeric, 2) as hours
          from hubtwin.deployment_lead_times as d
         where d.repository_id = w.repository_id
           and date_trunc('week', d.succeeded_at at time zone 'UTC')::date = w.week) as l on true
      left join lateral (
        select round((percentile_cont(0.5) within group (order by hours_to_restore))::numeric, 2) as hours
          from hubtwin.deployment_failures as d
         where d.repository_id = w.repository_id
           and date_trunc('week', d.failed_at at time zone 'UTC')::date = w.week) as f on true`,
  },
};
