import { hasCredential } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** A wiped queue has lost its schedule. */
const scheduleEveryMs = 5 * 60_000;

/**
 * Creates schedules once there is a credential for GitHub, and again every few minutes.
 *
 * @returns the function of a timer: a repository may get the first token at any time.
 */
export function keepScheduled(
  context: SyncWorkerContext,
  schedule: () => Promise<void>,
): () => Promise<void> {
  let scheduledAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - scheduledAt < scheduleEveryMs || !(await hasCredential(context))) return;
    await schedule();
    scheduledAt = performance.now();
  };
}
