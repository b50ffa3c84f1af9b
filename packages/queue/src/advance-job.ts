import type { Queue } from 'bullmq';

/**
 * Longer than any job is put off for, in milliseconds: GitHub's limits open again within an hour, and retries wait for
 * minutes. What is later was put off by a clock that was ahead.
 */
const maxPostponementMs = 2 * 60 * 60_000;

/**
 * Has a job that was enqueued once more start by the earlier of both times. One that has begun and waits for its next
 * attempt keeps its time: it waits for its backoff, or for what it needs.
 *
 * @param wantedAt in milliseconds since the epoch.
 */
export async function advanceJob(queue: Queue, id: string, wantedAt: number): Promise<void> {
  const job = await queue.getJob(id);
  if (job === undefined) return;
  const dueAt = job.timestamp + job.delay;
  const limit = job.attemptsStarted === 0 ? wantedAt : Math.max(wantedAt, Date.now() + maxPostponementMs);
  if (dueAt <= limit || !(await job.isDelayed())) return;
  try {
    await job.changeDelay(Math.max(0, wantedAt - Date.now()));
  } catch (error) {
    // It has just become due.
    if (await job.isDelayed()) throw error;
  }
}
