import { type Kysely, sql } from 'kysely';

/** Filters of the lists of jobs that the default order is read with, and those whose matches are looked for. */
const states = ['', 'status, ', 'conclusion, '];
const searched = ['runner_name', 'workflow_name'];

const jobIndexes = [
  ...states.flatMap((filter) => [`(repository_id, ${filter}created_at, id)`, `(${filter}created_at, id)`]),
  '(repository_id, id)',
  ...searched.map((filter) => `(${filter}, created_at, id)`),
  'using gin (lower_all(labels))',
];

/** What statistics of jobs read: an index alone, by the time of their creation. */
const counted = `repository_id, workflow_name, name, run_attempt, head_sha, status, conclusion, labels, runner_name,
  runner_group_name, started_at, completed_at`;

/** Columns of `hubtwin.ci_jobs` that their names do not describe. */
const described: Record<string, string> = {
  job_id: 'GitHub’s id of the job; each attempt of a job has its own',
  repository: 'owner/name',
  workflow: 'name of the workflow',
  attempt: 'attempt of the run that the job belongs to; above 1: a re-run',
  labels: 'labels that a runner must have',
  runner: 'name of the runner; null before one is assigned',
  is_github_hosted: 'whether GitHub provided the runner; null before one is assigned',
  queued_seconds: 'from its creation to its start on a runner; null before that',
  duration_seconds: 'from its start on a runner to its end; null before that',
  is_failed: 'whether it failed or timed out; null before it has ended, and if it was skipped or cancelled',
};

const escaped = (text: string) => text.replaceAll("'", "''");

/** Lists of jobs across repositories, and their statistics. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    ...jobIndexes.map((index) => `create index on workflow_jobs ${index} where deleted_at is null`),
    `create index workflow_jobs_counted on workflow_jobs (created_at) include (${counted})
       where deleted_at is null and created_at is not null`,
    // What waits or runs is little of all.
    `create index workflow_jobs_open on workflow_jobs (created_at) where status <> 'completed' and deleted_at is null`,
  ];
  await sql.raw(statements.join(';\n')).execute(database);
  await sql`
    alter table runners add column ephemeral boolean;
    -- The planner has no statistics of expressions from partial indexes.
    create statistics workflow_jobs_labels on (lower_all(labels)) from workflow_jobs;

    create schema if not exists hubtwin;
    comment on schema hubtwin is 'documented views for people; their columns are stable';
    create view hubtwin.ci_jobs as
    select j.id as job_id, j.repository_id, r.full_name as repository, j.workflow_name as workflow, j.run_id,
           j.run_attempt as attempt, j.name, j.labels, nullif(j.runner_name, '') as runner,
           case when j.runner_name <> '' then j.runner_group_name is not distinct from 'GitHub Actions' end as is_github_hosted,
           j.status, j.conclusion, j.head_branch, j.head_sha, j.created_at,
           case when j.runner_name <> '' then j.started_at end as started_at, j.completed_at,
           case when j.runner_name <> '' and j.status in ('in_progress', 'completed')
             then greatest(0, extract(epoch from j.started_at - j.created_at)::float8) end as queued_seconds,
           case when j.runner_name <> '' and j.status = 'completed'
             then greatest(0, extract(epoch from j.completed_at - j.started_at)::float8) end as duration_seconds,
           case when j.status = 'completed' and j.conclusion not in ('skipped', 'cancelled')
             then j.conclusion in ('failure', 'timed_out', 'startup_failure') end as is_failed
      from workflow_jobs as j
      join repositories as r on r.id = j.repository_id
     where j.deleted_at is null and r.deleted_at is null and r.untracked_at is null;
    comment on view hubtwin.ci_jobs is 'one row for each job of a workflow run, and for each of its attempts';
  `.execute(database);
  const comments = Object.entries(described).map(
    ([column, text]) => `comment on column hubtwin.ci_jobs.${column} is '${escaped(text)}'`,
  );
  await sql.raw(comments.join(';\n')).execute(database);
}
