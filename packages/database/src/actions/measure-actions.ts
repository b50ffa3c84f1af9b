import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { findLabelsWithoutRunner } from './find-labels-without-runner.ts';
import { openJobs, stuckReason } from './open-jobs.ts';

/** The state of jobs and runners now. */
export interface ActionsState {
  /** How long the job has waited that waits longest for a runner; 0: none waits. */
  queueWaitSeconds: number;
  waitingJobs: number;
  stuckJobs: number;
  labelsWithoutRunner: number;
  /** Registered runners that are not ephemeral. */
  offlineRunners: number;
}

/** Measures jobs and runners; the cost depends on the number of open jobs and of runners alone. */
export async function measureActions(database: Kysely<Database>): Promise<ActionsState> {
  const { rows } = await sql<Omit<ActionsState, 'labelsWithoutRunner'>>`
    select coalesce(max(extract(epoch from now() - created_at)::float8) filter (where is_waiting), 0) as "queueWaitSeconds",
           count(*) filter (where is_waiting)::int as "waitingJobs", count(reason)::int as "stuckJobs",
           (select count(*)::int from runners
             where deleted_at is null and status = 'offline' and ephemeral is not true) as "offlineRunners"
      from (select j.created_at, j.status = 'queued' as is_waiting, ${stuckReason} as reason from ${openJobs}) as open
  `.execute(database);
  const [state] = rows;
  const labels = await findLabelsWithoutRunner(database);
  return {
    ...(state ?? { queueWaitSeconds: 0, waitingJobs: 0, stuckJobs: 0, offlineRunners: 0 }),
    labelsWithoutRunner: labels.length,
  };
}
