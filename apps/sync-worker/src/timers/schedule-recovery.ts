import { recoveryQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from './context.ts';
import { recoverDeliveriesJob } from './jobs/recover-deliveries.ts';
import { keepScheduled } from './keep-scheduled.ts';

const passEveryMs = 5 * 60_000;

const due = { deep: false, asked: false };

/** Schedules recovery passes: at the start, and then every five minutes in any worker. */
export async function startRecovery(context: SyncWorkerContext): Promise<AsyncDisposable> {
  const { config, queues, logger } = context;
  await using started = new AsyncDisposableStack();
  if (!config.hooks.isEnabled) {
    logger.info('webhooks are disabled: missed deliveries are not recovered');
    return started.move();
  }
  started.use(await queues.runWorker(recoverDeliveriesJob(context)));
  let isEnqueued = false;
  const schedule = async () => {
    if (!isEnqueued) await queues.enqueue(recoveryQueue, due);
    isEnqueued = true;
    await queues.schedule(recoveryQueue, due, { id: 'recovery', everyMs: passEveryMs });
  };
  started.use(keepScheduled(context, { name: 'schedule recovery', schedule }));
  return started.move();
}
