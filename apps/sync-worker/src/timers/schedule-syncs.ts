import { driftQueue, probeQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { keepScheduled } from './keep-scheduled.ts';

/** How often due repositories are searched: repositories may have their own short intervals. */
const maxTickMs = 60_000;
const sampleEveryMs = 60 * 60_000;

/** Schedules comparisons of the twin with GitHub every few minutes, in any worker. */
export function scheduleSyncs(context: SyncWorkerContext): () => Promise<void> {
  const { queues, config } = context;
  const everyMs = Math.min(maxTickMs, config.sync.intervalMinutes * 60_000);
  return keepScheduled(context, async () => {
    await queues.schedule(driftQueue, {}, { id: 'sample', everyMs: sampleEveryMs });
    await queues.schedule(probeQueue, { kind: 'all', force: false }, { id: 'probe', everyMs });
  });
}
