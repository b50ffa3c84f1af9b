import { readPeakMemory } from '../read-peak-memory.ts';
import { atLeast, atMost, type BenchResult, compare } from '../result.ts';
import { openServices } from './open-services.ts';
import { sendAll } from './send-all.ts';

/** Maximum memory of a process for the whole depth, relative to a tenth of it. */
const maxTimes = 1.3;
const parts = 10;

/**
 * The memory of processes while a queue grows and is drained, next to the same number of deliveries in batches of a
 * tenth: it must not depend on the depth. Each delivery has its own job in addition to those that it shares, so that
 * the number of jobs is the same.
 */
export async function measureDepth(depth: number): Promise<BenchResult[]> {
  await using services = await openServices({ workers: 2 });
  const { backlog, processes, url, secret } = services;
  let missing = 0;
  async function growAndDrain(count: number): Promise<{ jobs: number; peaks: number[] }> {
    await backlog.hold();
    missing += await sendAll({ url, secret, count });
    await backlog.enqueueEach();
    const jobs = await backlog.waitingJobs();
    await backlog.workOff();
    return { jobs, peaks: processes.map(({ pid }) => readPeakMemory(pid)) };
  }
  let shallow = await growAndDrain(Math.ceil(depth / parts));
  for (let part = 1; part < parts; part++) shallow = await growAndDrain(Math.ceil(depth / parts));
  const deep = await growAndDrain(depth);
  const { troubled } = await backlog.outcome();
  return [
    atLeast('scale', 'jobs in the queue', { ours: deep.jobs, limit: depth, unit: '' }),
    ...processes.map(({ name }, n) =>
      compare('scale', `most memory of ${name}, the queue grown and drained, beside a tenth of its depth`, {
        ours: [deep.peaks[n] ?? Number.NaN],
        beside: [shallow.peaks[n] ?? Number.NaN],
        max: maxTimes,
        unit: 'MiB',
      }),
    ),
    atMost('scale', 'deliveries of a deep queue not accepted, or not processed at once', {
      ours: missing + troubled,
      limit: 0,
      unit: '',
    }),
  ];
}
