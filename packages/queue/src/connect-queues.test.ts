import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTelemetry, type Telemetry, type TelemetryOptions } from '@hubtwin/telemetry';
import { createTestDatabase, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openBackend, type QueueStore } from './backend.ts';
import { connectQueues, type JobContext, type Queues } from './connect-queues.ts';
import { defineQueue, type QueueSpec } from './define-queue.ts';
import { deliveriesQueue } from './specs/deliveries.ts';

interface Numbered {
  n: number;
}

/** A queue for one test; by default it keeps ended jobs. */
function numberQueue(changes: Partial<QueueSpec<Numbered>> = {}): QueueSpec<Numbered> {
  return defineQueue({
    name: `numbers-${randomUUID()}`,
    payload: z.object({ n: z.number() }),
    retry: { attempts: 3, delayMs: 100, jitter: 0 },
    keep: { completedSeconds: 60, failedSeconds: 60 },
    ...changes,
  });
}

/** The job can continue later. */
class ClosedError extends Error {
  readonly until: Date;

  constructor(until: Date) {
    super('closed');
    this.until = until;
  }
}

const threeDaysMs = 3 * 86_400_000;
afterEach(() => void vi.useRealTimers());

type Work = (n: number, context: JobContext) => Promise<unknown>;

const ended: { name: string; traceId: string }[] = [];
const collector: NonNullable<TelemetryOptions['spanProcessors']>[number] = {
  onStart: () => {},
  onEnd: (span) => ended.push({ name: span.name, traceId: span.spanContext().traceId }),
  forceFlush: async () => {},
  shutdown: async () => {},
};

let telemetry: Telemetry;
beforeAll(async () => {
  telemetry = await startTelemetry('test', { logLevel: 'silent', spanProcessors: [collector] });
});
afterAll(() => telemetry[Symbol.asyncDispose]());

async function onRedis() {
  const redis = await startTestRedis();
  return { store: { redisUrl: redis.url } as QueueStore, server: redis };
}

async function onPostgres() {
  const database = await createTestDatabase({ poolMax: 1 });
  return { store: { postgresUrl: database.url } as QueueStore, server: database };
}

describe.each([
  ['Redis', onRedis],
  ['Postgres', onPostgres],
])('queues on %s', (_, start) => {
  let store: QueueStore;
  let queues: Queues;
  const owned = new AsyncDisposableStack();
  beforeAll(async () => {
    const started = await start();
    store = started.store;
    owned.use(started.server);
    queues = owned.use(
      connectQueues({
        store,
        logger: telemetry.logger,
        postponedUntil: (error) => (error instanceof ClosedError ? error.until : null),
      }),
    );
  });
  afterAll(() => owned.disposeAsync());

  /** Processes the queue's jobs with `work`, and records the payloads of the jobs that start. */
  async function take(
    queue: QueueSpec<Numbered>,
    { concurrency = 1, work = async () => {} }: { concurrency?: number; work?: Work } = {},
  ) {
    const begun: number[] = [];
    const worker = await queues.runWorker({
      queue,
      concurrency,
      process: ({ n }, context) => {
        begun.push(n);
        return work(n, context);
      },
    });
    return { begun, [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose]() };
  }

  const countsAre = (queue: QueueSpec<Numbered>, wanted: Record<string, number>) =>
    waitFor(`${JSON.stringify(wanted)} jobs`, async () => {
      const counts = await queues.counts(queue);
      return Object.entries(wanted).every(([state, count]) => counts[state] === count);
    });

  test('a job is received with its payload, its id and the number of the attempt', async () => {
    const queue = numberQueue();
    const jobs: JobContext['job'][] = [];
    await using worker = await take(queue, { work: async (_, { job }) => void jobs.push(job) });
    await queues.enqueue(queue, { n: 7 }, { id: 'seven' });
    await countsAre(queue, { completed: 1 });
    expect(worker.begun).toEqual([7]);
    expect(jobs).toEqual([{ id: 'seven', attempt: 1 }]);
  });

  test('a job that cannot continue yet lets others run, and continues later as the same attempt', async () => {
    const queue = numberQueue({ same: ({ n }) => `${n}` });
    const opensAt = Date.now() + 1_500;
    const attempts: number[] = [];
    await using worker = await take(queue, {
      work: async (n, { job }) => {
        if (n !== 1) return;
        attempts.push(job.attempt);
        if (Date.now() < opensAt) throw new ClosedError(new Date(opensAt));
      },
    });
    await queues.enqueue(queue, { n: 1 });
    await queues.enqueue(queue, { n: 2 });
    await waitFor('the other job', () => worker.begun.includes(2));
    await countsAre(queue, { delayed: 1, completed: 1, failed: 0 });
    await queues.enqueue(queue, { n: 1 });
    expect(await queues.counts(queue), 'it is still the same job').toMatchObject({ delayed: 1, waiting: 0 });
    await countsAre(queue, { completed: 2, failed: 0 });
    expect(Date.now()).toBeGreaterThanOrEqual(opensAt);
    expect(attempts.every((attempt) => attempt === 1)).toBe(true);
  });

  test('jobs of several calls are interleaved', async () => {
    const queue = numberQueue();
    const numbers = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ n: from + at }));
    await queues.enqueueAll(queue, numbers(100, 6), { isFair: true });
    await queues.enqueueAll(queue, numbers(200, 2), { isFair: true });
    await queues.enqueueAll(queue, numbers(300, 2), { isFair: true, isDeferrable: true });
    await queues.enqueue(queue, { n: 1 });
    await using worker = await take(queue);
    await countsAre(queue, { completed: 11 });
    expect(worker.begun).toEqual([1, 100, 200, 101, 201, 102, 103, 104, 105, 300, 301]);
  });

  test('an invalid payload is rejected when it is enqueued', async () => {
    const queue = numberQueue();
    const wrong = JSON.parse('{"n":"seven"}') as Numbered;
    await expect(queues.enqueue(queue, wrong)).rejects.toThrow(z.ZodError);
    await countsAre(queue, { waiting: 0, delayed: 0 });
  });

  test('an invalid payload that was enqueued elsewhere fails immediately, without a retry', async () => {
    const queue = numberQueue();
    const backend = openBackend(store, () => {});
    await backend.contacted();
    const raw = backend.queue(queue.name, {});
    await raw.waitUntilReady();
    await raw.add(queue.name, { n: 'seven' }, { attempts: 5 });
    await using worker = await take(queue);
    await countsAre(queue, { failed: 1, waiting: 0, delayed: 0 });
    const [failed] = await raw.getFailed();
    expect(failed).toMatchObject({ attemptsMade: 1, failedReason: expect.stringContaining('payload of') });
    expect(worker.begun).toEqual([]);
    await raw.close();
    await backend.close();
  });

  test('an id is one job while it waits, and can be used again after it ended', async () => {
    const queue = numberQueue({ keep: deliveriesQueue.keep });
    await queues.enqueue(queue, { n: 1 }, { id: 'batch' });
    await queues.enqueue(queue, { n: 2 }, { id: 'batch' });
    await countsAre(queue, { waiting: 1 });
    await using worker = await take(queue);
    await countsAre(queue, { waiting: 0, active: 0 });
    await queues.enqueue(queue, { n: 3 }, { id: 'batch' });
    await waitFor('the second use of the id', () => worker.begun.length > 1);
    expect(worker.begun).toEqual([1, 3]);
  });

  test('an id whose job failed permanently can be used again', async () => {
    const queue = numberQueue({
      keep: deliveriesQueue.keep,
      retry: { attempts: 1, delayMs: 1, jitter: 0 },
    });
    await using worker = await take(queue, { work: () => Promise.reject(new Error('always')) });
    await queues.enqueue(queue, { n: 1 }, { id: 'batch' });
    await waitFor('the first failure', () => worker.begun.length === 1);
    await countsAre(queue, { waiting: 0, active: 0, failed: 0 });
    await queues.enqueue(queue, { n: 2 }, { id: 'batch' });
    await waitFor('the second failure', () => worker.begun.length === 2);
  });

  test('equal payloads are one job while it waits, and one more for those enqueued during its run', async () => {
    const queue = numberQueue({ same: ({ n }) => (n < 10 ? 'units' : 'tens') });
    for (const n of [1, 2, 10, 3]) await queues.enqueue(queue, { n });
    await countsAre(queue, { waiting: 2 });
    const gate = Promise.withResolvers<void>();
    const units: number[] = [];
    await using worker = await take(queue, {
      work: async (n) => {
        if (n < 10 && units.push(n) === 1) await gate.promise;
      },
    });
    await waitFor('the first run', () => units.length === 1);
    await queues.enqueue(queue, { n: 4 });
    await queues.enqueue(queue, { n: 5 });
    gate.resolve();
    await countsAre(queue, { completed: 3, waiting: 0, active: 0, delayed: 0 });
    expect(units).toHaveLength(2);
    expect(units[1]).toBe(5);
    expect(worker.begun.filter((n) => n >= 10)).toEqual([10]);
  });

  test('a failing job is retried with a growing delay, up to its maximum attempts', async () => {
    const queue = numberQueue();
    const attempts: { attempt: number; at: number }[] = [];
    await using _worker = await take(queue, {
      work: async (_, { job }) => {
        attempts.push({ attempt: job.attempt, at: performance.now() });
        throw new Error('always');
      },
    });
    await queues.enqueue(queue, { n: 1 });
    await countsAre(queue, { failed: 1 });
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    const [first = 0, second = 0, third = 0] = attempts.map(({ at }) => at);
    expect(second - first).toBeGreaterThan(95);
    expect(third - second).toBeGreaterThan(195);
  });

  test('a delayed job does not start early', async () => {
    const queue = numberQueue();
    await using worker = await take(queue);
    const enqueued = performance.now();
    await queues.enqueue(queue, { n: 1 }, { delayMs: 400 });
    await queues.enqueue(queue, { n: 2 });
    await waitFor('both jobs', () => worker.begun.length === 2);
    expect(performance.now() - enqueued).toBeGreaterThan(395);
    expect(worker.begun).toEqual([2, 1]);
  });

  test('a schedule creates its first job at once and then one per interval, even if several processes create it at once', async () => {
    const queue = numberQueue({ keep: deliveriesQueue.keep });
    const schedule = { id: 'every second', everyMs: 1_000 };
    await queues.schedule(queue, { n: 6 }, { ...schedule, everyMs: 60_000 });
    await queues.schedule(queue, { n: 7 }, schedule);
    await Promise.all([1, 2, 3].map(() => queues.schedule(queue, { n: 7 }, schedule)));
    const at: number[] = [];
    await using worker = await take(queue, { work: async () => void at.push(performance.now()) });
    await waitFor('the first job', () => at.length === 1);
    await Promise.all([1, 2, 3].map(() => queues.schedule(queue, { n: 7 }, schedule)));
    await waitFor('the third job', () => at.length === 3);
    expect(worker.begun).toEqual([7, 7, 7]);
    const [first = 0, , third = 0] = at;
    expect(third - first).toBeGreaterThan(1_400);
    await countsAre(queue, { delayed: 1, waiting: 0, active: 0 });
  });

  test('a schedule that was created while the clock was ahead runs again once the clock is corrected', async () => {
    const queue = numberQueue({ keep: deliveriesQueue.keep });
    const schedule = { id: 'every minute', everyMs: 60_000 };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + threeDaysMs });
    {
      await using worker = await take(queue);
      await queues.schedule(queue, { n: 7 }, schedule);
      await waitFor('the first job', () => worker.begun.length === 1);
      await countsAre(queue, { delayed: 1, waiting: 0, active: 0 });
    }
    vi.useRealTimers();
    await using worker = await take(queue);
    await queues.schedule(queue, { n: 7 }, schedule);
    await waitFor('a job', () => worker.begun.length === 1);
    const scheduler = await (await queues.open(queue)).getJobScheduler(schedule.id);
    expect(scheduler?.next).toBeLessThanOrEqual(Date.now() + schedule.everyMs);
    await countsAre(queue, { delayed: 1, waiting: 0, active: 0 });
  });

  const twice: [
    string,
    (delays: [number | undefined, number | undefined]) => Promise<QueueSpec<Numbered>>,
  ][] = [
    [
      'of the same text',
      async (delays) => {
        const queue = numberQueue({ same: () => 'all' });
        for (const delayMs of delays) await queues.enqueue(queue, { n: 1 }, { ...(delayMs && { delayMs }) });
        return queue;
      },
    ],
    [
      'of the same text, of many',
      async (delays) => {
        const queue = numberQueue({ same: () => 'all' });
        for (const delayMs of delays)
          await queues.enqueueAll(queue, [{ n: 1 }], { ...(delayMs && { delayMs }) });
        return queue;
      },
    ],
    [
      'of the same id',
      async (delays) => {
        const queue = numberQueue();
        for (const delayMs of delays)
          await queues.enqueue(queue, { n: 1 }, { id: 'one', ...(delayMs && { delayMs }) });
        return queue;
      },
    ],
  ];
  test.for(twice)('of two jobs %s, the one job has the earlier time', async ([, enqueueTwice]) => {
    for (const delays of [
      [60_000, undefined],
      [undefined, 60_000],
      [60_000, 50],
      [50, 60_000],
    ] as const) {
      const queue = await enqueueTwice([...delays]);
      await using worker = await take(queue);
      await countsAre(queue, { completed: 1, delayed: 0, waiting: 0 });
      expect(worker.begun).toEqual([1]);
    }
  });

  const all = () => 'all';
  test.each([
    [[60_000, 50]],
    [[50, 60_000]],
    [[undefined, 60_000]],
    [[60_000, undefined]],
    [[60_000, 50, 60_000, 30_000]],
  ])(
    'of equal jobs that are enqueued with the delays %j during a run, the one next job has the earliest time',
    async (delays) => {
      for (const isBulk of [false, true]) {
        const queue = numberQueue({ same: all, keep: deliveriesQueue.keep });
        const gate = Promise.withResolvers<void>();
        await using worker = await take(queue, { work: () => gate.promise });
        await queues.enqueue(queue, { n: 0 });
        await waitFor('the first run', () => worker.begun.length === 1);
        for (const [at, delayMs] of delays.entries()) {
          const options = delayMs === undefined ? {} : { delayMs };
          if (isBulk) await queues.enqueueAll(queue, [{ n: at + 1 }], options);
          else await queues.enqueue(queue, { n: at + 1 }, options);
        }
        gate.resolve();
        await waitFor('the next run', () => worker.begun.length === 2);
        await countsAre(queue, { waiting: 0, active: 0, delayed: 0 });
        expect(worker.begun).toEqual([0, delays.length]);
      }
    },
  );

  test.each(['no job', 'a delayed job', 'a run'])(
    'of equal jobs that two processes enqueue at once, beside %s, the one next job has the earliest time',
    async (beside) => {
      await using other = connectQueues({ store, logger: telemetry.logger });
      const queue = numberQueue({ same: ({ n }) => `${n}` });
      const numbers = Array.from({ length: 20 }, (_, n) => n);
      const gate = Promise.withResolvers<void>();
      if (beside !== 'no job')
        await queues.enqueueAll(
          queue,
          numbers.map((n) => ({ n })),
          beside === 'a run' ? {} : { delayMs: 60_000 },
        );
      await using running = await take(queue, { concurrency: 20, work: () => gate.promise });
      if (beside === 'a run') await waitFor('the runs', () => running.begun.length === numbers.length);
      for (const n of numbers) {
        const enqueues = [30_000, undefined, 10_000, 60_000].map(
          (delayMs, at) => () =>
            (at % 2 === 0 ? queues : other).enqueue(queue, { n }, { ...(delayMs && { delayMs }) }),
        );
        await Promise.all(enqueues.map((_, at) => enqueues[(at + n) % enqueues.length]?.()));
      }
      gate.resolve();
      const runs = numbers.length * (beside === 'a run' ? 2 : 1);
      await waitFor('all runs', () => running.begun.length >= runs);
    },
  );

  test.for(['one by one', 'of many'])(
    'a job whose time was advanced before is advanced again by an earlier time (%s)',
    async (how) => {
      const queue = numberQueue({ same: all });
      const enqueue = (delayMs: number) =>
        how === 'of many'
          ? queues.enqueueAll(queue, [{ n: 1 }], { delayMs })
          : queues.enqueue(queue, { n: 1 }, { delayMs });
      await enqueue(60_000);
      await sleep(2_000);
      await enqueue(10_000);
      await enqueue(8_500);
      await countsAre(queue, { delayed: 1 });
      const [job] = await (await queues.open(queue)).getDelayed();
      expect(job?.delay).toBeLessThan(8_501);
      await enqueue(50);
      await using worker = await take(queue);
      await countsAre(queue, { completed: 1, delayed: 0 });
      expect(worker.begun).toEqual([1]);
    },
  );

  test('the delay of a job that is enqueued during an equal one counts from then, not from the end of that run', async () => {
    const queue = numberQueue({ same: all, keep: deliveriesQueue.keep });
    const gate = Promise.withResolvers<void>();
    const begunAt: number[] = [];
    await using _worker = await take(queue, {
      work: () => {
        begunAt.push(performance.now());
        return gate.promise;
      },
    });
    await queues.enqueue(queue, { n: 1 });
    await waitFor('the first run', () => begunAt.length === 1);
    const enqueued = performance.now();
    await queues.enqueue(queue, { n: 2 }, { delayMs: 3_000 });
    await sleep(2_000);
    gate.resolve();
    await waitFor('the next run', () => begunAt.length === 2);
    expect((begunAt[1] ?? 0) - enqueued).toBeGreaterThan(2_990);
    expect((begunAt[1] ?? 0) - enqueued).toBeLessThan(4_500);
  });

  test('a job that was postponed while the clock was ahead runs once the clock is corrected and it is enqueued again', async () => {
    const queue = numberQueue({ same: () => 'all' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + threeDaysMs });
    {
      await using _worker = await take(queue, {
        work: () => Promise.reject(new ClosedError(new Date(Date.now() + 60_000))),
      });
      await queues.enqueue(queue, { n: 1 });
      await countsAre(queue, { delayed: 1, active: 0, waiting: 0 });
    }
    vi.useRealTimers();
    await using _worker = await take(queue);
    await queues.enqueue(queue, { n: 1 });
    await countsAre(queue, { completed: 1, delayed: 0 });
  });

  test('the age of a queue is that of its job that was due first, without those that are not due yet', async () => {
    const queue = numberQueue();
    expect(await queues.oldestSeconds(queue)).toBe(0);
    await queues.enqueue(queue, { n: 1 }, { delayMs: 60_000 });
    expect(await queues.oldestSeconds(queue)).toBe(0);
    const enqueued = performance.now();
    await queues.enqueue(queue, { n: 2 }, { isDeferrable: true });
    await waitFor('an age', async () => (await queues.oldestSeconds(queue)) > 0.2);
    await queues.enqueue(queue, { n: 3 });
    const age = await queues.oldestSeconds(queue);
    expect(age).toBeGreaterThan(0.2);
    expect(age).toBeLessThanOrEqual((performance.now() - enqueued) / 1_000 + 0.01);
  });

  test('an invalid payload is rejected when it is scheduled', async () => {
    const queue = numberQueue();
    const wrong = JSON.parse('{"n":"seven"}') as Numbered;
    await expect(queues.schedule(queue, wrong, { id: 'wrong', everyMs: 1_000 })).rejects.toThrow(z.ZodError);
    await countsAre(queue, { waiting: 0, delayed: 0 });
  });

  test('as many jobs as the concurrency run at once, and never more', async () => {
    const queue = numberQueue();
    for (let n = 0; n < 20; n++) await queues.enqueue(queue, { n });
    let running = 0;
    let maxRunning = 0;
    await using _worker = await take(queue, {
      concurrency: 3,
      work: async () => {
        running += 1;
        maxRunning = Math.max(maxRunning, running);
        await waitFor('three at once', () => maxRunning >= 3);
        await queues.counts(queue);
        running -= 1;
      },
    });
    await countsAre(queue, { completed: 20 });
    expect(maxRunning).toBe(3);
  });

  test('disposing a worker signals its job, waits for its end, and starts no more', async () => {
    const queue = numberQueue();
    for (const n of [1, 2]) await queues.enqueue(queue, { n });
    const gate = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    let finished = false;
    const worker = await take(queue, {
      work: async (_, { signal }) => {
        signal.addEventListener('abort', () => aborted.resolve());
        await gate.promise;
        finished = true;
      },
    });
    await waitFor('the first job', () => worker.begun.length === 1);
    const disposed = worker[Symbol.asyncDispose]().then(() => finished);
    await aborted.promise;
    expect(finished).toBe(false);
    gate.resolve();
    expect(await disposed).toBe(true);
    expect(worker.begun).toEqual([1]);
    await countsAre(queue, { completed: 1, waiting: 1, active: 0 });
  });

  test('a job is part of the trace that enqueued it', async () => {
    const queue = numberQueue();
    let logged = '';
    await using _worker = await take(queue, {
      work: async () => telemetry.tracer.startActiveSpan('inside the job', (span) => span.end()),
    });
    await telemetry.tracer.startActiveSpan('the request', async (span) => {
      logged = span.spanContext().traceId;
      await queues.enqueue(queue, { n: 1 });
      span.end();
    });
    const inside = await waitFor('a span of the job', () =>
      ended.find(({ name, traceId }) => name === 'inside the job' && traceId === logged),
    );
    expect(inside.traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});
