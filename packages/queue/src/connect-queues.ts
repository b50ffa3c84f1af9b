import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@hubtwin/telemetry';
import { DelayedError, type Job, type Queue, UnrecoverableError } from 'bullmq';
import { advanceJob } from './advance-job.ts';
import { openBackend, type QueueStore } from './backend.ts';
import { createJobTelemetry } from './create-job-telemetry.ts';
import type { QueueSpec } from './define-queue.ts';
import { upsertSchedule } from './upsert-schedule.ts';

/** What a job is handed beside its payload. */
export interface JobContext {
  /** Aborted when the process wants to stop: end early where that is safe. */
  signal: AbortSignal;
  logger: Logger;
  job: { id: string; attempt: number };
}

/** A queue's work: at most `concurrency` jobs at once in this process. */
export interface JobDefinition<Payload> {
  queue: QueueSpec<Payload>;
  concurrency: number;
  process(payload: Payload, context: JobContext): Promise<unknown>;
}

export interface EnqueueOptions {
  /** A job of this id that has not ended makes enqueueing a no-op, but for an earlier time of a job that has not begun. */
  id?: string;
  /** Time before the job may start, in milliseconds. */
  delayMs?: number;
  /** Taken after all others that wait. */
  isPatient?: boolean;
}

export interface EnqueueAllOptions extends Omit<EnqueueOptions, 'id'> {
  /** Jobs are taken in turn with those of other calls: the first of each, then the second of each, and so on. */
  isFair?: boolean;
}

/** The queues of one store. Disposing closes the connections of producers; workers dispose themselves. */
export interface Queues extends AsyncDisposable {
  /** @throws when the payload does not fit the queue, or the store is away. */
  enqueue<Payload>(spec: QueueSpec<Payload>, payload: Payload, options?: EnqueueOptions): Promise<void>;
  /** As `enqueue`, of many payloads in one step. */
  enqueueAll<Payload>(
    spec: QueueSpec<Payload>,
    payloads: readonly Payload[],
    options?: EnqueueAllOptions,
  ): Promise<void>;
  /**
   * Has a job of this payload made again and again, `everyMs` apart and the first at once, whoever and however
   * many ask for it. Such jobs are not coalesced with others.
   *
   * @param id names the schedule within its queue.
   * @throws as `enqueue`.
   */
  schedule<Payload>(
    spec: QueueSpec<Payload>,
    payload: Payload,
    schedule: { id: string; everyMs: number },
  ): Promise<void>;
  /** Starts taking jobs. Disposing takes no more, and waits for those that run. */
  runWorker<Payload>(definition: JobDefinition<Payload>): Promise<AsyncDisposable>;
  /** The queue as BullMQ's own object, for a dashboard; another one where its first contact failed. */
  open(spec: { name: string }): Promise<Queue>;
  /** How many jobs are in each state. */
  counts(spec: { name: string }): Promise<Record<string, number>>;
  /** How long the job waits that is due the longest, in seconds; 0 where none waits. */
  oldestSeconds(spec: { name: string }): Promise<number>;
}

/**
 * A worker renews its hold on its jobs when half of it is over; of one that died, another one takes them over at its
 * next look after the end.
 */
const takeover = { lockDuration: 12_000, stalledInterval: 5_000, maxStalledCount: 10 };

/** BullMQ takes jobs without a priority first, and then those of the lowest number, of which there are about two million. */
const patientPriority = 1_000_000;
const mostTurns = patientPriority - 1;

/** How long closing waits for a store that does not answer, in milliseconds. */
const giveUpMs = 3_000;

export interface QueuesOptions {
  store: QueueStore;
  logger: Logger;
  /**
   * When a job can go on that threw an error because of something that opens later; null: the job failed. It gives its
   * place to others until then, and the attempt does not count.
   */
  postponedUntil?: (error: unknown) => Date | null;
}

/** Jobs that were postponed to the same moment start within this time, in milliseconds. */
const spreadMs = 2_000;

/** Connects to the queues of a store; trace context travels with the jobs. */
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
    // BullMQ never tries its first contact again: the next caller gets another queue.
    queue.waitUntilReady().catch(async () => {
      queues.delete(spec.name);
      await queue.close().catch(onError);
    });
    return queue;
  };

  return {
    async enqueue(spec, payload, { id, ...options } = {}) {
      const job = jobOf(spec, payload, options);
      const jobId = id ?? job.opts.jobId;
      const queue = await open(spec);
      const added = await queue.add(job.name, job.data, {
        ...job.opts,
        ...(jobId !== undefined && { jobId }),
      });
      const isKnown = id !== undefined || (jobId !== undefined && added.id !== jobId);
      if (isKnown && added.id !== undefined) await advanceJob(queue, added.id, dueAt(options));
    },

    async enqueueAll(spec, payloads, { isFair = false, ...options } = {}) {
      if (payloads.length === 0) return;
      const jobs = payloads.map((payload, at) =>
        jobOf(spec, payload, options, isFair ? Math.min(at + 1, mostTurns) : 0),
      );
      const queue = await open(spec);
      const added = await queue.addBulk(jobs);
      if (spec.same === undefined) return;
      const known = new Set(added.flatMap(({ id }, at) => (id === jobs[at]?.opts.jobId ? [] : (id ?? []))));
      if (known.size === 0 || (await queue.getDelayedCount()) === 0) return;
      await Promise.all([...known].map((id) => advanceJob(queue, id, dueAt(options))));
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
        { ...takeover, concurrency, telemetry },
      );
      worker.on('error', onError);
      worker.on('failed', (job, error) => {
        const attempt = job?.attemptsMade;
        const said = { err: error, queue: spec.name, job_id: job?.id, attempt };
        const isRetried = !(error instanceof UnrecoverableError) && (attempt ?? 0) < spec.retry.attempts;
        if (isRetried) logger.warn(said, 'job failed; it is tried again');
        else logger.error(said, 'job failed');
      });
      await worker.waitUntilReady();
      return {
        async [Symbol.asyncDispose]() {
          stopping.abort();
          const closed = worker.close().catch(onError);
          // BullMQ waits for a store that is away until it is back; what the jobs did is taken over then.
          const givenUp = Promise.allSettled(running).then(() => sleep(giveUpMs, undefined, { ref: false }));
          await Promise.race([closed, givenUp]);
        },
      };
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

function jobOf<Payload>(
  spec: QueueSpec<Payload>,
  payload: Payload,
  { delayMs, isPatient = false }: Omit<EnqueueOptions, 'id'>,
  turn = 0,
) {
  const data = spec.payload.parse(payload);
  return {
    name: spec.name,
    data,
    opts: {
      ...jobOptions(spec),
      ...(delayMs !== undefined && { delay: delayMs }),
      ...((isPatient || turn > 0) && { priority: (isPatient ? patientPriority : 0) + turn }),
      // An id of its own shows whether it became another one's job.
      ...(spec.same !== undefined && {
        deduplication: { id: spec.same(data), keepLastIfActive: true },
        jobId: randomUUID(),
      }),
    },
  };
}

const dueAt = ({ delayMs = 0 }: { delayMs?: number }) => Date.now() + delayMs;

function jobOptions({ retry, keep: kept }: Pick<QueueSpec<unknown>, 'retry' | 'keep'>) {
  return {
    attempts: retry.attempts,
    backoff: { type: 'exponential', delay: retry.delayMs, jitter: retry.jitter },
    removeOnComplete: keep(kept.completedSeconds),
    removeOnFail: keep(kept.failedSeconds),
  };
}

function keep(seconds: number): boolean | { age: number } {
  return seconds === 0 ? true : { age: seconds };
}
