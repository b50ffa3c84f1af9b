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
      const chosen = tasks
        .filter(
          ({ work, priority }) => (work === 'import') === isImport && (priority === 'low') === isDeferrable,
        )
        .map(({ jobId, repositoryId }) => ({ jobId, repositoryId }));
      const options = { isDeferrable, isFair: true };
      if (isImport) {
        const imports = chosen.map((task) => ({ kind: 'repository', ...task }) as const);
        await queues.enqueueAll(importQueue, imports, options);
      } else await queues.enqueueAll(syncQueue, chosen, options);
    }
  }
}
