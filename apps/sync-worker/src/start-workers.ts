import type { SyncWorkerContext } from './context.ts';
import { jobsOf } from './jobs/jobs-of.ts';
import { runEvery } from './timers/run-every.ts';
import { timersOf } from './timers/timers-of.ts';

/** Starts all jobs and timers of this process. Disposing drains them. */
export async function startWorkers(context: SyncWorkerContext): Promise<AsyncDisposable> {
  const { queues, config, logger } = context;
  if (!config.hooks.isEnabled) logger.info('webhooks are disabled: missed deliveries are not recovered');
  await using started = new AsyncDisposableStack();
  for (const job of jobsOf(context)) started.use(await queues.runWorker(job));
  for (const timer of timersOf(context)) started.use(runEvery(timer, logger));
  return started.move();
}
