import { type JobDefinition, movedQueue, type PayloadOf } from '@hubtwin/queue';
import { followMove } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Learns the new names of repositories that GitHub redirected a request of. */
export function followMoveJob({
  database,
  github,
}: SyncWorkerContext): JobDefinition<PayloadOf<typeof movedQueue>> {
  return {
    queue: movedQueue,
    concurrency: 2,
    process: ({ repositoryId }, { signal }) => followMove(repositoryId, { database, github, signal }),
  };
}
