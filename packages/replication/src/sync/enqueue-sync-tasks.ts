import type { NewSyncJob, SyncTask, SyncWork } from '@hubtwin/database';
import { importQueue, type Queues, syncQueue } from '@hubtwin/queue';

interface NewTask extends SyncTask {
  work: SyncWork;
  priority: NewSyncJob['priority'];
}

/** Enqueues tasks of sync jobs, alternating with those of other jobs; tasks that are already queued do not change. */
export async function enqueueSyncTasks(
  queues: Pick<Queues, 'enqueueAll'>,
  tasks: readonly NewTask[],
): Promise<void> {
  for (const isImport of [true, false]) {
    for (const isDeferrable of [true, false]) {
      const payloads = tasks
        .filter(
          ({ work, priority }) => (work === 'import') === isImport && (priority === 'low') === isDeferrable,
        )
        .map(({ jobId, repositoryId }) => ({ kind: 'repository', jobId, repositoryId }) as const);
      await (isImport
        ? queues.enqueueAll(importQueue, payloads, { isDeferrable, isFair: true })
        : queues.enqueueAll(syncQueue, payloads, { isDeferrable, isFair: true }));
    }
  }
}
