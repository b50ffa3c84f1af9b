import { takeUpSyncParts } from '@hubtwin/database';
import { driftQueue, syncQueue } from '@hubtwin/queue';
import { enqueueSyncParts } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';
import { followMoveJob } from './jobs/follow-move.ts';
import { sampleDriftJob } from './jobs/sample-drift.ts';
import { syncJob } from './jobs/sync.ts';
import { keepScheduled } from './keep-scheduled.ts';
import { runEvery } from './run-every.ts';
import { listInstallationsDaily } from './sync/list-installations-daily.ts';

/** How often due repositories are searched: repositories may have their own short intervals. */
const mostTickMs = 60_000;
const sampleEveryMs = 60 * 60_000;
/** How often it is checked whether installations were listed within a day. */
const listEveryMs = 60 * 60_000;

/** Schedules comparisons of the twin with GitHub every few minutes, in any worker. */
export async function startSync(context: SyncWorkerContext): Promise<AsyncDisposable> {
  const { database, queues, config, logger } = context;
  await using started = new AsyncDisposableStack();
  started.use(await queues.runWorker(syncJob(context)));
  started.use(await queues.runWorker(followMoveJob(context)));
  started.use(await queues.runWorker(sampleDriftJob(context)));
  const { intervalMinutes, isAutomatic } = config.sync;
  const everyMs = Math.min(mostTickMs, intervalMinutes * 60_000);
  if (isAutomatic) {
    const schedule = async () => {
      await queues.schedule(driftQueue, {}, { id: 'sample', everyMs: sampleEveryMs });
      await queues.schedule(syncQueue, { kind: 'all', force: false }, { id: 'probe', everyMs });
    };
    started.use(keepScheduled(context, { name: 'schedule sync', schedule }));
    const list = (signal: AbortSignal) => listInstallationsDaily(context, signal);
    started.use(runEvery({ name: 'list installations', everyMs: listEveryMs, run: list }, logger));
  }
  const sweep = {
    name: 'sweep sync jobs',
    everyMs: 60_000,
    async run() {
      const parts = await takeUpSyncParts(database, { olderThanSeconds: 120, limit: 500 });
      await enqueueSyncParts(queues, parts);
    },
  };
  started.use(runEvery(sweep, logger));
  return started.move();
}
