import { isDeepStrictEqual } from 'node:util';
import type { JobsOptions, Queue } from 'bullmq';

interface Schedule {
  id: string;
  everyMs: number;
  template: { name: string; data: unknown; opts: JobsOptions };
}

/** Makes a schedule, or makes it again where it is another one or its next job is not due within its interval. */
export async function upsertSchedule(queue: Queue, { id, everyMs, template }: Schedule): Promise<void> {
  const read = async () => {
    const known = await queue.getJobScheduler(id);
    const isSame = known?.every === everyMs && isDeepStrictEqual(known.template?.data, template.data);
    const inMs = (known?.next ?? 0) - Date.now();
    // BullMQ skips times that have a job already.
    return { stands: isSame && inMs > -everyMs && inMs <= 2 * everyMs, isMisdated: inMs > 2 * everyMs };
  };
  // Those who write one at the same moment are in each other's way on Postgres: one that stands is left alone.
  const { stands, isMisdated } = await read();
  if (stands) return;
  try {
    // The clock was ahead when it was made; BullMQ would keep the time of its next job.
    if (isMisdated) await queue.removeJobScheduler(id);
    await queue.upsertJobScheduler(id, { every: everyMs }, template);
  } catch (error) {
    if (!(await read()).stands) throw error;
  }
}
