import type { SyncJob } from '@hubtwin/contract';
import type { SyncJobStatus, SyncJobType } from '@hubtwin/database';
import { type RawBuilder, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';
import { time } from './present.ts';
import type { List } from './select-page.ts';
import type { Source } from './source.ts';

interface SyncJobRow {
  id: number;
  job_type: SyncJobType;
  status: SyncJobStatus;
  priority: SyncJob['priority'];
  installation_id: number | null;
  details: {
    forced?: boolean;
    probed?: number;
    changed?: number;
    inaccessible?: number;
    attempts?: number;
    left_out?: string[];
  };
  created_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
  total: number;
  pending: number;
  running: number;
  completed: number;
  failed: number;
  cancelled: number;
  skipped: number;
  requests: number;
  pages_done: number;
  pages_total: number;
  error: string | null;
}

interface SyncJobFilters {
  type?: SyncJobType | undefined;
  status?: SyncJobStatus | undefined;
  installationId?: number | undefined;
  isOpen?: boolean;
}

const taskStatuses = ['pending', 'running', 'completed', 'failed', 'cancelled', 'skipped'] as const;

/** The tasks of a job that a caller may see, counted as `task`; all counts are computed from it. */
const tasksFor = (access: Visibility) => sql`
  cross join lateral (
    select count(*) as total,
           ${sql.join(taskStatuses.map((name) => sql`count(*) filter (where p.status = ${sql.lit(name)}) as ${sql.ref(name)}`))},
           coalesce(sum(p.requests), 0)::int as requests,
           coalesce(sum(case when p.status in ('pending', 'running') then p.pages_done
                             when p.status <> 'skipped' then greatest(p.pages_done, 1) end), 0)::int as pages_done,
           coalesce(sum(case when p.status in ('pending', 'running') then greatest(p.pages_total, p.pages_estimated, p.pages_done, 1)
                             when p.status <> 'skipped' then greatest(p.pages_done, 1) end), 0)::int as pages_total,
           max(p.error) as error,
           max(p.touched_at) as touched_at
      from sync_job_repositories as p
     where p.job_id = t.id and ${visible(access, sql`p.repository_id`)}
  ) as task`;

/** The status of the tasks that a limited key may see: the job's own status would reveal the others. */
const statusOfTasks = sql<string>`
  case when task.pending + task.running = task.total - task.skipped and task.running = 0 and task.pending > 0 then 'pending'
       when task.pending + task.running > 0 then 'running'
       when task.cancelled > 0 then 'cancelled'
       when task.failed > 0 and task.completed = 0 then 'failed'
       when task.failed > 0 then 'completed_with_errors'
       else 'completed' end`;

const isLimited = ({ repositoryIds }: Visibility) => repositoryIds !== null;

/** Sync jobs, limited to the repositories that a caller may see. */
export function syncJobFor(
  access: Visibility,
): Source<SyncJobRow, SyncJob> & { visible: RawBuilder<unknown> } {
  const state = isLimited(access)
    ? sql`${statusOfTasks} as status, case when task.pending < task.total then t.started_at end as started_at,
          case when task.pending + task.running = 0 then task.touched_at end as completed_at,
          jsonb_strip_nulls(jsonb_build_object('forced', t.details -> 'forced')) as details,
          task.requests, task.error`
    : sql`t.status, t.started_at, t.completed_at, t.details, t.requests_used as requests,
          coalesce(task.error, t.error_message) as error`;
  return {
    from: sql`sync_jobs as t ${tasksFor(access)}`,
    columns: sql`
      t.id, t.job_type, t.priority, t.installation_id, t.created_at, ${state},
      task.total, ${sql.join(taskStatuses.map((name) => sql.ref(`task.${name}`)))},
      task.pages_done, task.pages_total`,
    present,
    visible: isLimited(access) ? sql`task.total > 0` : sql`true`,
  };
}

/** The sync jobs with repositories that a caller may see, the newest first. */
export function syncJobsFor(access: Visibility): List<SyncJobRow, SyncJob, SyncJobFilters> {
  const limited = isLimited(access);
  const status = limited ? statusOfTasks : sql`t.status`;
  return {
    ...syncJobFor(access),
    name: 'sync_jobs',
    ...(limited && {
      from: sql`sync_job_repositories as own join sync_jobs as t on t.id = own.job_id ${tasksFor(access)}`,
    }),
    repository: limited ? sql`own.repository_id` : null,
    isShared: limited,
    direction: 'desc',
    order: [{ by: limited ? sql`own.job_id` : sql`t.id`, type: 'number' }],
    where: ({ type, status: wanted, installationId, isOpen }) => [
      sql`true`,
      ...(type === undefined ? [] : [sql`t.job_type = ${type}`]),
      ...(wanted === undefined ? [] : [sql`${status} = ${wanted}`]),
      ...(installationId === undefined ? [] : [sql`t.installation_id = ${installationId}`]),
      ...(isOpen === undefined
        ? []
        : [isOpen ? sql`${status} in ('pending', 'running')` : sql`${status} not in ('pending', 'running')`]),
    ],
  };
}

function present(row: SyncJobRow): SyncJob {
  const { details, total, pending, running, completed, failed, cancelled, skipped } = row;
  return {
    id: row.id,
    job_type: row.job_type,
    status: row.status,
    priority: row.priority,
    installation_id: row.installation_id,
    repositories: { total, pending, running, completed, failed, cancelled, skipped },
    repositories_processed: completed + failed,
    errors_count: total === 0 && row.status === 'failed' ? 1 : failed,
    requests_used: row.requests,
    progress: { done: row.pages_done, total: row.pages_total, eta: etaOf(row) },
    error_message: row.error,
    details: {
      forced: details.forced ?? null,
      skipped,
      probed: details.probed ?? null,
      changed: details.changed ?? null,
      inaccessible: details.inaccessible ?? null,
      attempts: details.attempts ?? null,
      left_out: details.left_out ?? [],
    },
    created_at: row.created_at.toISOString(),
    started_at: time(row.started_at),
    completed_at: time(row.completed_at),
  };
}

function etaOf({ status, started_at, pages_done, pages_total }: SyncJobRow): number | null {
  if (status !== 'running' || started_at === null || pages_done === 0) return null;
  const secondsAPage = (Date.now() - started_at.getTime()) / 1_000 / pages_done;
  return Math.ceil(secondsAPage * (pages_total - pages_done));
}
