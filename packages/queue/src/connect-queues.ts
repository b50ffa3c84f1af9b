import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@hubtwin/telemetry';
import { DelayedError, type Job, type JobsOptions, type Queue, UnrecoverableError } from 'bullmq';
import { advanceJob } from './advance-job.ts';
import { openBackend, type QueueStore } from './backend.ts';
import { createJobTelemetry } from './create-job-telemetry.ts';
import type { QueueSpec } from './define-queue.ts';
import { dueAt, jobOf, jobOptions, maxTurns } from './job-of.ts';
import { upsertSchedule } from './upsert-schedule.ts';

/** The parameters of a job besides its payload. */
export interface JobContext {
  /** Aborted when the process stops: end early if that is safe. */
  signal: AbortSignal;
  logger: Logger;
  job: { id: string; attempt: number };
}

/** A worker of a queue: at most `concurrency` jobs at once in this process. */
export interface JobDefinition<Payload> {
  queue: QueueSpec<Payload>;
  concurrency: number;
  process(payload: Payload, context: JobContext): Promise<unknown>;
}

export interface EnqueueOptions {
  /** While a job with this id has not ended, enqueueing only moves it to an earlier time, if it has not started. */
  id?: string;
  /** Delay before the job may start, in milliseconds. */
  delayMs?: number;
  /** Runs after all other waiting jobs. */
  isDeferrable?: boolean;
}

export interface EnqueueAllOptions extends Omit<EnqueueOptions, 'id'> {
  /** Jobs are interleaved with those of other calls: the first of each, then the second of each, and so on. */
  isFair?: boolean;
}

/** The queues of one store. Disposing closes the connections of producers; workers are disposed separately. */
export interface Queues extends AsyncDisposable {
  /** @throws if the payload does not match the queue's schema, or the store is unavailable. */
  enqueue<Payload>(spec: QueueSpec<Payload>, payload: Payload, options?: EnqueueOptions): Promise<void>;
  /** Like `enqueue`, for many payloads in one step. */
  enqueueAll<Payload>(
    spec: QueueSpec<Payload>,
    payloads: readonly Payload[],
    options?: EnqueueAllOptions,
  ): Promise<void>;
  /**
   * Creates a job with this payload every `everyMs` milliseconds, starting immediately. Any number of processes may
   * call it with the same id. The jobs are not coalesced with others.
   *
   * @param id names the schedule within its queue.
   * @throws like `enqueue`.
   */
  schedule<Payload>(
    spec: QueueSpec<Payload>,
    payload: Payload,
    schedule: { id: string; everyMs: number },
  ): Promise<void>;
  /**
   * Starts a worker. Disposing it starts no more jobs, and waits for running ones.
   *
   * @throws if the first contact with Postgres fails; with Redis it waits.
   */
  runWorker<Payload>(definition: JobDefinition<Payload>): Promise<AsyncDisposable>;
  /** BullMQ's queue, for a dashboard; a new one if the first contact failed. */
  open(spec: { name: string }): Promise<Queue>;
  /** The number of jobs in each state. */
  counts(spec: { name: string }): Promise<Record<string, number>>;
  /** How long the job that was due first has waited, in seconds; 0 if none waits. */
  oldestSeconds(spec: { name: string }): Promise<number>;
}

/**
 * A worker renews the lock of its jobs at half of `lockDuration`; when a worker dies, another one takes over its jobs
 * at its next check after the lock expires.
 */
const takeover = { lockDuration: 12_000, stalledInterval: 5_000, maxStalledCount: 10 };

/** How long closing waits for a store that does not respond, in milliseconds. */
const giveUpMs = 3_000;

export interface QueuesOptions {
  store: QueueStore;
  logger: Logger;
  /**
   * When a job whose error concerns a temporary limit can continue; null: the job failed. Others run until then, and
   * the attempt does not count.
   */
  postponedUntil?: (error: unknown) => Date | null;
}

/** Jobs that were postponed to the same time start within this period, in milliseconds. */
const spreadMs = 2_000;

/** Connects to the queues of a store; trace context is propagated with the jobs. */
export function connectQueues({ store, logger, postponedUntil = () => null }: QueuesOptions): Queues {
  const onError = (error: Error) => logger.warn({ err: error }, 'queue connection');
  const backend = openBackend(store, onError);
  const telemetry = createJobTelemetry();
  const queues = new Map<string, Queue>();

  const open = async (spec: { name: string }): Promise<Queue> => {
    await backend.contacted();
    const known = queues.get(spec.name);
    if (known !== undefined) return known;
    const queue = backend.queue(spec.name, { telemetry }) as Queue;
    queue.on('error', onError);
    queues.set(spec.name, queue);
    // BullMQ never retries its first contact: the next caller gets a new queue.
    queue.waitUntilReady().catch(async () => {
      queues.delete(spec.name);
      await queue.close().catch(onError);
    });
    return queue;
  };

  /**
   * BullMQ keeps only the last of the equal jobs that are enqueued during a run: each takes over the time of the one
   * that it replaces, if that is earlier.
   */
  const notAfterNext = async <Wanted extends { name: string; opts: JobsOptions }>(
    job: Wanted,
  ): Promise<Wanted> => {
    const { deduplication, delay = 0, timestamp = 0 } = job.opts;
    if (deduplication === undefined || delay === 0) return job;
    const next = await backend.readNext(job.name, deduplication.id);
    if (next === null || dueAt(next) >= dueAt(job.opts)) return job;
    return { ...job, opts: { ...job.opts, delay: Math.max(0, dueAt(next) - timestamp) } };
  };

  const advance = (queue: Queue, id: string, wantedAt: number) =>
    advanceJob(queue, id, { wantedAt, readDue: backend.readDue });

  /** The same outside of `exclusively`, which most jobs need not wait for: they are not delayed. */
  const advanceDelayed = async (queue: Queue, id: string, wantedAt: number) => {
    const due = await backend.readDue(queue.name, id);
    if (due !== null && due > wantedAt)
      await backend.exclusively(queue.name, () => advance(queue, id, wantedAt));
  };

  /** BullMQ delays the next equal job from the end of the run, not from when it was enqueued. */
  const advanceNext = async (spec: { name: string }, ended: Job | undefined): Promise<void> => {
    if (ended?.deduplicationId === undefined) return;
    const queue = await open(spec);
    const id = await queue.getDeduplicationJobId(ended.deduplicationId);
    const next = id === null || id === ended.id ? undefined : await queue.getJob(id);
    if (next?.id !== undefined && next.delay > 0) await advanceDelayed(queue, next.id, dueAt(next.opts));
  };

  return {
    async enqueue(spec, payload, { id, ...options } = {}) {
      const wanted = jobOf(spec, payload, options);
      const queue = await open(spec);
      if (spec.same === undefined) {
        await queue.add(wanted.name, wanted.data, { ...wanted.opts, ...(id !== undefined && { jobId: id }) });
        if (id !== undefined) await advanceDelayed(queue, id, dueAt(wanted.opts));
        return;
      }
      await backend.exclusively(queue.name, async () => {
        const { name, data, opts } = await notAfterNext(wanted);
        const jobId = id ?? opts.jobId;
        const added = await queue.add(name, data, { ...opts, ...(jobId !== undefined && { jobId }) });
        const isKnown = id !== undefined || added.id !== jobId;
        if (isKnown && added.id !== undefined) await advance(queue, added.id, dueAt(opts));
      });
    },

    async enqueueAll(spec, payloads, { isFair = false, ...options } = {}) {
      if (payloads.length === 0) return;
      const wanted = payloads.map((payload, at) =>
        jobOf(spec, payload, options, isFair ? Math.min(at + 1, maxTurns) : 0),
      );
      const queue = await open(spec);
      if (spec.same === undefined) {
        await queue.addBulk(wanted);
        return;
      }
      await backend.exclusively(queue.name, async () => {
        const jobs = await Promise.all(wanted.map(notAfterNext));
        const added = await queue.addBulk(jobs);
        const known = new Map(
          added.flatMap(({ id }, at) => {
            const opts = jobs[at]?.opts;
            return id === undefined || id === opts?.jobId ? [] : [[id, dueAt(opts)] as const];
          }),
        );
        if (known.size === 0 || (await queue.getDelayedCount()) === 0) return;
        await Promise.all([...known].map(([id, wantedAt]) => advance(queue, id, wantedAt)));
      });
    },

    async schedule(spec, payload, { id, everyMs }) {
      const data = spec.payload.parse(payload);
      const queue = await open(spec);
      await upsertSchedule(queue, {
        id,
        everyMs,
        template: { name: spec.name, data, opts: jobOptions(spec) },
      });
    },

    async runWorker(definition) {
      const { queue: spec, concurrency } = definition;
      const stopping = new AbortController();
      const running = new Set<Promise<unknown>>();
      const worker = backend.worker(
        spec.name,
        async (job: Job, token) => {
          const payload = spec.payload.safeParse(job.data);
          if (!payload.success)
            throw new UnrecoverableError(`payload of ${spec.name}: ${payload.error.message}`);
          const id = job.id ?? '';
          const jobLogger = logger.child({ queue: spec.name, job_id: id });
          const attempt = job.attemptsMade + 1;
          const work = definition.process(payload.data, {
            signal: stopping.signal,
            logger: jobLogger,
            job: { id, attempt },
          });
          running.add(work);
          try {
            await work;
          } catch (error) {
            const until = postponedUntil(error);
            if (until === null) throw error;
            jobLogger.info({ err: error, until }, 'job postponed');
            await job.moveToDelayed(Math.round(until.getTime() + Math.random() * spreadMs), token);
            throw new DelayedError();
          } finally {
            running.delete(work);
          }
        },
        // BullMQ retries no first contact: after a failed one, the loop of a worker would never wait, and block the process.
        { ...takeover, concurrency, telemetry, autorun: false },
      );
      worker.on('error', onError);
      if (spec.same !== undefined)
        for (const event of ['completed', 'failed'] as const)
          worker.on(event, (job: Job | undefined) => void advanceNext(spec, job).catch(onError));
      worker.on('failed', (job, error) => {
        const attempt = job?.attemptsMade;
        const said = { err: error, queue: spec.name, job_id: job?.id, attempt };
        const isRetried = !(error instanceof UnrecoverableError) && (attempt ?? 0) < spec.retry.attempts;
        if (isRetried) logger.warn(said, 'job failed; it will be retried');
        else logger.error(said, 'job failed');
      });
      const close = async () => {
        stopping.abort();
        const closed = worker.close().catch(onError);
        // BullMQ waits for an unavailable store indefinitely; another worker takes over the jobs later.
        const givenUp = Promise.allSettled(running).then(() => sleep(giveUpMs, undefined, { ref: false }));
        await Promise.race([closed, givenUp]);
      };
      try {
        await worker.waitUntilReady();
      } catch (error) {
        await close();
        throw error;
      }
      worker.run().catch(onError);
      return { [Symbol.asyncDispose]: close };
    },

    open,

    counts: async (spec) => (await open(spec)).getJobCounts(),

    async oldestSeconds(spec) {
      const queue = await open(spec);
      const waiting = await queue.getJobs(['waiting', 'prioritized'], 0, 0, true);
      const due = waiting.map(({ timestamp, opts }) => timestamp + (opts.delay ?? 0));
      return due.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...due)) / 1_000;
    },

    async [Symbol.asyncDispose]() {
      const closed = Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await Promise.race([closed, sleep(giveUpMs, undefined, { ref: false })]);
      await backend.close();
    },
  };
}
