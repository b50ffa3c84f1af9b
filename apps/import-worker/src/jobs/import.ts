import { importQueue, type JobDefinition, type PayloadOf } from '@hubtwin/queue';
import type { ImportWorkerContext } from '../context.ts';
import { importOne } from '../import-one.ts';
import { runPlan } from '../run-plan.ts';

/** Plans imports, and reads their repositories concurrently. */
export function importJob(context: ImportWorkerContext): JobDefinition<PayloadOf<typeof importQueue>> {
  return {
    queue: importQueue,
    concurrency: context.config.import.concurrency,
    process(payload, { signal, job }) {
      const attempt = { signal, isLastAttempt: job.attempt >= importQueue.retry.attempts };
      if (payload.kind === 'plan') return runPlan(context, payload, attempt);
      return importOne(context, payload, attempt);
    },
  };
}
