import type { NewSyncJob, SyncPart, SyncWork } from '@hubtwin/database';
import { importQueue, type Queues, syncQueue } from '@hubtwin/queue';

interface WorkPart extends SyncPart {
  work: SyncWork;
  priority: NewSyncJob['priority'];
}

/**
 * Has parts of sync jobs worked on, in turn with those of other jobs; those that wait for a worker already are left as
 * they are.
 */
export async function enqueueSyncParts(
  queues: Pick<Queues, 'enqueueAll'>,
  parts: readonly WorkPart[],
): Promise<void> {
  for (const isImport of [true, false]) {
    for (const isPatient of [true, false]) {
      const payloads = parts
        .filter(
          ({ work, priority }) => (work === 'import') === isImport && (priority === 'low') === isPatient,
        )
        .map(({ jobId, repositoryId }) => ({ kind: 'repository', jobId, repositoryId }) as const);
      await (isImport
        ? queues.enqueueAll(importQueue, payloads, { isPatient, isFair: true })
        : queues.enqueueAll(syncQueue, payloads, { isPatient, isFair: true }));
    }
  }
}
