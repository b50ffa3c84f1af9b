import { setTimeout as sleep } from 'node:timers/promises';
import type { createPostgresBackend } from 'bullmq';

/** How long a worker waits after Postgres refused to give it a job, in milliseconds. */
const pauseMs = 1_000;

/**
 * BullMQ retries immediately, unless the connection was refused: a Postgres that answers with errors, as one that is
 * starting or whose disk is full does, would receive thousands of requests a second.
 */
export function delayFailedClaims(create: typeof createPostgresBackend): typeof createPostgresBackend {
  return (...options) => {
    const backend = create(...options);
    const claim = backend.moveToActive.bind(backend);
    backend.moveToActive = async (...job) => {
      try {
        return await claim(...job);
      } catch (error) {
        await sleep(pauseMs, undefined, { ref: false });
        throw error;
      }
    };
    return backend;
  };
}
