import { childrenQueue, type JobDefinition, type PayloadOf } from '@hubtwin/queue';
import { fetchChildren } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Reads the list of an object that a caller requested. */
export function fetchChildrenJob({
  database,
  github,
}: SyncWorkerContext): JobDefinition<PayloadOf<typeof childrenQueue>> {
  return {
    queue: childrenQueue,
    concurrency: 4,
    process: (list, { signal }) => fetchChildren(list, { database, github, priority: 'high', signal }),
  };
}
