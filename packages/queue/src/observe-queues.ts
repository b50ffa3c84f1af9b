import type { Meter } from '@opentelemetry/api';
import type { Queues } from './connect-queues.ts';
import { allQueues } from './specs/all.ts';

/** States that describe the health of a queue; counts of ended jobs depend on retention only. */
const states = ['waiting', 'prioritized', 'active', 'delayed', 'failed'];

/**
 * Reports the number of jobs in each queue, and the age of the oldest waiting one. The values come from the store, so
 * every process that observes the queues reports the same: aggregate with `max`.
 */
export function observeQueues(meter: Meter, queues: Pick<Queues, 'counts' | 'oldestSeconds'>): void {
  const jobs = meter.createObservableGauge('queue_jobs', {
    description: 'Jobs in the queue, by state.',
  });
  const oldest = meter.createObservableGauge('queue_oldest_job_age_seconds', {
    description: 'How long the job that was due first has waited; 0 if none waits.',
    unit: 's',
  });
  meter.addBatchObservableCallback(
    async (result) => {
      // Sequentially: on Postgres each queue opens its own connections.
      for (const spec of allQueues) {
        const counts = await queues.counts(spec);
        for (const state of states) result.observe(jobs, counts[state] ?? 0, { queue: spec.name, state });
        result.observe(oldest, await queues.oldestSeconds(spec), { queue: spec.name });
      }
    },
    [jobs, oldest],
  );
}
