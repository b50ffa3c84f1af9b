import { recoveryQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { keepScheduled } from './keep-scheduled.ts';

const passEveryMs = 5 * 60_000;

const due = { deep: false, requested: false };

/** Schedules recovery passes: at the start, and then every five minutes in any worker. */
export function scheduleRecovery(context: SyncWorkerContext): () => Promise<void> {
  const { queues } = context;
  let isEnqueued = false;
  return keepScheduled(context, async () => {
    if (!isEnqueued) await queues.enqueue(recoveryQueue, due);
    isEnqueued = true;
    await queues.schedule(recoveryQueue, due, { id: 'recovery', everyMs: passEveryMs });
  });
}
