import type { Queue } from 'bullmq';
import type { Backend } from './backend.ts';

/**
 * Longer than any postponement, in milliseconds: GitHub's limits reset within an hour, and retries wait for minutes. A
 * later time was set by a clock that was ahead.
 */
const maxPostponementMs = 2 * 60 * 60_000;

/**
 * Advances a waiting job that was enqueued again to the earlier of both times. A job that has run and waits for its
 * next attempt keeps its time.
 *
 * @param wantedAt in milliseconds since the epoch.
 */
export async function advanceJob(
  queue: Queue,
  id: string,
  { wantedAt, readDue }: { wantedAt: number; readDue: Backend['readDue'] },
): Promise<void> {
  const dueAt = await readDue(queue.name, id);
  if (dueAt === null || dueAt <= wantedAt) return;
  const job = await queue.getJob(id);
  if (job === undefined) return;
  if (job.attemptsStarted > 0 && dueAt <= Date.now() + maxPostponementMs) return;
  try {
    await job.changeDelay(Math.max(0, wantedAt - Date.now()));
  } catch (error) {
    // It has just become due.
    if (await job.isDelayed()) throw error;
  }
}
