import { isDeepStrictEqual } from 'node:util';
import type { JobsOptions, Queue } from 'bullmq';

interface Schedule {
  id: string;
  everyMs: number;
  template: { name: string; data: unknown; opts: JobsOptions };
}

/** Creates a schedule, or creates it again if it has changed or its next job is not due within its interval. */
export async function upsertSchedule(queue: Queue, { id, everyMs, template }: Schedule): Promise<void> {
  const read = async () => {
    const known = await queue.getJobScheduler(id);
    const isSame = known?.every === everyMs && isDeepStrictEqual(known.template?.data, template.data);
    const inMs = (known?.next ?? 0) - Date.now();
    // BullMQ skips times that already have a job.
    return { stands: isSame && inMs > -everyMs && inMs <= 2 * everyMs, isMisdated: inMs > 2 * everyMs };
  };
  // Concurrent writers of a schedule block each other on Postgres: an up-to-date one is not written again.
  const { stands, isMisdated } = await read();
  if (stands) return;
  try {
    // The clock was ahead when it was created; BullMQ would keep the time of its next job.
    if (isMisdated) await queue.removeJobScheduler(id);
    await queue.upsertJobScheduler(id, { every: everyMs }, template);
  } catch (error) {
    if (!(await read()).stands) throw error;
  }
}
