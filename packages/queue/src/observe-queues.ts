import type { Meter } from '@opentelemetry/api';
import type { Queues } from './connect-queues.ts';
import { allQueues } from './specs/all.ts';

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
      for (const spec of allQueues) {
        const counts = await queues.counts(spec);
        for (const state of states) result.observe(jobs, counts[state] ?? 0, { queue: spec.name, state });
        result.observe(oldest, await queues.oldestSeconds(spec), { queue: spec.name });
      }
    },
    [jobs, oldest],
  );
}
