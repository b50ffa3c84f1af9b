import { importQueue, type JobDefinition, type PayloadOf } from '@hubtwin/queue';
import type { ImportWorkerContext } from '../context.ts';
import { importOne } from '../import-one.ts';
import { planImport } from '../plan-import.ts';

/** Plans imports, and reads their repositories, several at once. */
export function importJob(context: ImportWorkerContext): JobDefinition<PayloadOf<typeof importQueue>> {
  return {
    queue: importQueue,
    concurrency: context.config.import.concurrency,
    process: (payload, { signal, job }) =>
      payload.kind === 'plan'
        ? planImport(context, payload, signal)
        : importOne(context, payload, { signal, isLastAttempt: job.attempt >= importQueue.retry.attempts }),
  };
}
