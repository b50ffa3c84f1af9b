import { type Database, measureActions } from '@hubtwin/database';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';

/** Metrics of jobs and their runners, read from the database: every worker reports the same. */
export function createActionsMetrics(meter: Meter, database: Kysely<Database>): void {
  const queueWait = meter.createObservableGauge('actions_queue_wait_seconds', {
    description: 'How long the job has waited that waits longest for a runner.',
    unit: 's',
  });
  const waiting = meter.createObservableGauge('actions_jobs_waiting', {
    description: 'Jobs that wait for a runner.',
  });
  const stuck = meter.createObservableGauge('actions_jobs_stuck', {
    description: 'Jobs that wait for over an hour, run for over six, or whose runner is offline.',
  });
  const labels = meter.createObservableGauge('actions_labels_without_runner', {
    description: 'Labels of waiting jobs that no online runner has.',
  });
  const offline = meter.createObservableGauge('actions_runners_offline', {
    description: 'Registered runners that are offline; without ephemeral ones.',
  });
  meter.addBatchObservableCallback(
    async (result) => {
      const state = await measureActions(database);
      result.observe(queueWait, state.queueWaitSeconds);
      result.observe(waiting, state.waitingJobs);
      result.observe(stuck, state.stuckJobs);
      result.observe(labels, state.labelsWithoutRunner);
      result.observe(offline, state.offlineRunners);
    },
    [queueWait, waiting, stuck, labels, offline],
  );
}
