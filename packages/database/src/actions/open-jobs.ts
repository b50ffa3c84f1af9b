import { type RawBuilder, sql } from 'kysely';

/**
 * The jobs `j` that have not ended, with their repositories `r`. GitHub ends a job that no runner takes within a day: an
 * older one has ended, and its delivery was lost.
 *
 * @see https://docs.github.com/actions/reference/limits
 */
export const openJobs: RawBuilder<unknown> = sql`
  workflow_jobs as j
    join repositories as r on r.id = j.repository_id and r.deleted_at is null and r.untracked_at is null
      and j.status <> 'completed' and j.deleted_at is null
      and (j.status = 'in_progress' or j.created_at > now() - interval '1 day')`;

/** Whether the self-hosted runner of an open job is offline or was removed. */
const isRunnerOffline = sql`
  j.runner_group_name is distinct from 'GitHub Actions'
  and exists (select from runners as n where n.id = j.runner_id and n.name = j.runner_name
                 and n.scope in ('repos/' || j.repository_id, 'orgs/' || r.owner_id))
  and not exists (select from runners as n where n.id = j.runner_id and n.name = j.runner_name
                     and n.scope in ('repos/' || j.repository_id, 'orgs/' || r.owner_id)
                     and n.deleted_at is null and n.status is distinct from 'offline')`;

/** Why an open job is stuck; null: it is not. GitHub ends a job on its own runners after six hours. */
export const stuckReason: RawBuilder<unknown> = sql`
  case when j.status = 'in_progress' and ${isRunnerOffline} then 'runner_offline'
       when j.status = 'in_progress' and j.started_at < now() - interval '6 hours' then 'long_running'
       when j.status <> 'in_progress' and j.created_at < now() - interval '1 hour' then 'long_queued' end`;
