import { randomUUID } from 'node:crypto';
import { type Context, context, ROOT_CONTEXT, type Span, type Tracer, trace } from '@opentelemetry/api';

/** A reservation in a job for deliveries that are about to be committed. */
export interface Reservation {
  /** Id of the job, and the batch of its deliveries. */
  readonly batch: string;
  /** The job's trace, which is that of its deliveries. */
  readonly traceContext: Context;
  /** Fulfils the reservation, once: with the deliveries that the job must contain, possibly none. */
  settle(deliveryIds: readonly string[]): void;
}

/**
 * Fills jobs with committed deliveries. A job is sent at once if the last one was sent some time ago, so that a
 * single delivery does not wait; under load several commits share a job, and the cost of the queue. Disposing
 * waits until all fulfilled reservations are sent. A job is a trace, which its deliveries and commits share.
 */
export interface JobBuilder extends AsyncDisposable {
  reserve(size: number): Reservation;
}

export interface JobBuilderOptions {
  tracer: Tracer;
  /** Runs within the job's trace; must not reject. */
  send(batch: string, deliveryIds: string[]): Promise<void>;
  maxPerJob: number;
  /** Minimum time between two jobs that are not full, in milliseconds. */
  intervalMs: number;
}

interface Job {
  readonly batch: string;
  readonly span: Span;
  readonly traceContext: Context;
  readonly openedAt: number;
  readonly deliveryIds: string[];
  places: number;
  reservations: number;
}

export function createJobBuilder({ tracer, send, maxPerJob, intervalMs }: JobBuilderOptions): JobBuilder {
  const waiting = new Set<Job>();
  const sending = new Set<Promise<void>>();
  let newest: Job | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;

  function sendJob(job: Job): void {
    waiting.delete(job);
    if (job === newest) newest = null;
    if (job.deliveryIds.length === 0) {
      job.span.end();
      return;
    }
    sentAt = performance.now();
    const sent = context.with(job.traceContext, send, undefined, job.batch, job.deliveryIds).finally(() => {
      job.span.end();
      sending.delete(sent);
    });
    sending.add(sent);
  }

  /** Sends the job if it has no open reservations; a job that is not full, only after the interval. */
  function sendWhenDue(job: Job): void {
    if (!waiting.has(job) || job.reservations > 0) return;
    const isOpen = job === newest && job.places < maxPerJob;
    const waitMs = isOpen ? sentAt + intervalMs - performance.now() : 0;
    if (waitMs > 0) setTimeout(sendWhenDue, waitMs, job);
    else sendJob(job);
  }

  function open(openedAt: number): Job {
    const batch = randomUUID();
    const span = tracer.startSpan('deliveries', { root: true, attributes: { 'hubtwin.batch': batch } });
    const traceContext = trace.setSpan(ROOT_CONTEXT, span);
    const job = { batch, span, traceContext, openedAt, deliveryIds: [], places: 0, reservations: 0 };
    waiting.add(job);
    return job;
  }

  return {
    reserve(size) {
      const now = performance.now();
      const isFull = newest !== null && newest.places + size > maxPerJob;
      const isOld = newest !== null && now - newest.openedAt >= intervalMs;
      if (newest === null || isFull || isOld) newest = open(now);
      const job = newest;
      job.places += size;
      job.reservations += 1;
      return {
        batch: job.batch,
        traceContext: job.traceContext,
        settle(deliveryIds) {
          job.deliveryIds.push(...deliveryIds);
          job.reservations -= 1;
          sendWhenDue(job);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      for (const job of waiting) sendJob(job);
      await Promise.all(sending);
    },
  };
}
