import { type JobDefinition, movedQueue, type PayloadOf } from '@hubtwin/queue';
import { followMove } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Reads the new names of repositories whose requests GitHub redirected. */
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
