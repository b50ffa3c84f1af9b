import type { ActionsQueue } from '@hubtwin/contract';
import { type Database, findLabelsWithoutRunner, openJobs, stuckReason } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';
import { time } from './present.ts';

interface JobRow {
  id: number;
  name: string | null;
  workflow: string | null;
  repository_id: number;
  repository: string | null;
  created_at: Date | null;
}

type WaitingRow = JobRow & { labels: string[]; jobs: number; total: number };
type StuckRow = JobRow & {
  status: string | null;
  runner: string | null;
  reason: ActionsQueue['stuck'][number]['reason'];
};

const maxShown = 100;

const jobOf = ({ id, name, workflow, repository_id, repository, created_at }: JobRow) => ({
  id,
  name,
  workflow,
  repository: { id: repository_id, full_name: repository },
  created_at: time(created_at),
});

/** Jobs that wait for a runner, by the labels that they require, and jobs that are stuck. */
export async function readActionsQueue(
  database: Kysely<Database>,
  access: Visibility,
): Promise<ActionsQueue> {
  const isVisible = visible(access, sql`j.repository_id`);
  const [waiting, stuck, labels] = await Promise.all([
    sql<WaitingRow>`
      select set.labels, set.jobs, set.total,
             j.id, j.name, j.workflow_name as workflow, j.repository_id, r.full_name as repository, j.created_at
        from (select array(select distinct lower(label) from unnest(j.labels) as label order by 1) as labels,
                     count(*) as jobs, (array_agg(j.id order by j.created_at, j.id))[1] as oldest,
                     (sum(count(*)) over ())::int as total
                from ${openJobs} where j.status <> 'in_progress' and ${isVisible} group by 1) as set
        join workflow_jobs as j on j.id = set.oldest
        join repositories as r on r.id = j.repository_id
       order by j.created_at, j.id limit ${maxShown}
    `.execute(database),
    sql<StuckRow>`
      select * from (
        select j.id, j.name, j.workflow_name as workflow, j.repository_id, r.full_name as repository, j.created_at,
               j.status, nullif(j.runner_name, '') as runner, ${stuckReason} as reason
          from ${openJobs} where ${isVisible}) as open
       where reason is not null order by created_at, id limit ${maxShown}
    `.execute(database),
    access.repositoryIds === null ? findLabelsWithoutRunner(database) : null,
  ]);
  return {
    waiting: waiting.rows.map((row) => ({
      labels: row.labels,
      jobs: row.jobs,
      oldest_created_at: time(row.created_at),
      oldest: jobOf(row),
    })),
    waiting_jobs: waiting.rows[0]?.total ?? 0,
    labels_without_runner: labels,
    stuck: stuck.rows.map((row) => ({
      ...jobOf(row),
      status: row.status,
      runner: row.runner,
      reason: row.reason,
    })),
  };
}
