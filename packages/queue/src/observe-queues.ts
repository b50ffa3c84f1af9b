import type { Meter } from '@opentelemetry/api';
import type { Queues } from './connect-queues.ts';
import { deliveriesQueue } from './specs/deliveries.ts';
import { driftQueue } from './specs/drift.ts';
import { fetchQueue } from './specs/fetch.ts';
import { importQueue } from './specs/import.ts';
import { movedQueue } from './specs/moved.ts';
import { projectsQueue } from './specs/projects.ts';
import { recoveryQueue } from './specs/recovery.ts';
import { runJobsQueue } from './specs/run-jobs.ts';
import { syncQueue } from './specs/sync.ts';

const observed = [
  deliveriesQueue,
  driftQueue,
  fetchQueue,
  importQueue,
  movedQueue,
  projectsQueue,
  recoveryQueue,
  runJobsQueue,
  syncQueue,
];

/** States that say something of a queue's health; those of ended work say what retention keeps. */
const states = ['waiting', 'prioritized', 'active', 'delayed', 'failed'];

/**
 * Tells how many jobs are in each queue, and how long the oldest waits. The store says it, so every process that
 * observes the queues tells the same: aggregate by `max`.
 */
export function observeQueues(meter: Meter, queues: Pick<Queues, 'counts' | 'oldestSeconds'>): void {
  const jobs = meter.createObservableGauge('queue_jobs', {
    description: 'Jobs in the queue, by state.',
  });
  const oldest = meter.createObservableGauge('queue_oldest_job_age_seconds', {
    description: 'How long the job waits that was due first; 0 where none waits.',
    unit: 's',
  });
  meter.addBatchObservableCallback(
    async (result) => {
      // One after the other: on Postgres each queue has connections of its own.
      for (const spec of observed) {
        const counts = await queues.counts(spec);
        for (const state of states) result.observe(jobs, counts[state] ?? 0, { queue: spec.name, state });
        result.observe(oldest, await queues.oldestSeconds(spec), { queue: spec.name });
      }
    },
    [jobs, oldest],
  );
}
