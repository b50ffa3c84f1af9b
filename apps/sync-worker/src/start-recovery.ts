import { recoveryQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from './context.ts';
import { recoverDeliveriesJob } from './jobs/recover-deliveries.ts';
import { runEvery } from './run-every.ts';

const passEveryMs = 5 * 60_000;
/** A queue that was wiped has lost its schedule. */
const scheduleEveryMs = 5 * 60_000;

const due = { deep: false, asked: false };

/** Looks for missed deliveries: at the start, and then every five minutes whichever worker is there. */
export async function startRecovery(context: SyncWorkerContext): Promise<AsyncDisposable> {
  const { config, queues, github, logger } = context;
  await using started = new AsyncDisposableStack();
  if (!github.isConfigured) {
    logger.info('no credential of GitHub is configured: missed deliveries are not looked for');
    return started.move();
  }
  if (!config.hooks.isEnabled) {
    logger.info('webhooks are switched off: missed deliveries are not looked for');
    return started.move();
  }
  started.use(await queues.runWorker(recoverDeliveriesJob(context)));
  let isEnqueued = false;
  const task = {
    name: 'schedule recovery',
    everyMs: scheduleEveryMs,
    async run() {
      if (!isEnqueued) await queues.enqueue(recoveryQueue, due);
      isEnqueued = true;
      await queues.schedule(recoveryQueue, due, { id: 'recovery', everyMs: passEveryMs });
    },
  };
  started.use(runEvery(task, logger));
  return started.move();
}
