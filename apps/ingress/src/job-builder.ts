import { randomUUID } from 'node:crypto';
import { type Context, context, ROOT_CONTEXT, type Span, type Tracer, trace } from '@opentelemetry/api';

/** A place in a job for deliveries that are about to be committed. */
export interface Boarding {
  /** Id of the job, and the batch of its deliveries. */
  readonly batch: string;
  /** The job's trace, which is that of its deliveries. */
  readonly traceContext: Context;
  /** Ends the boarding, once: with those that the job has to carry, perhaps none. */
  settle(deliveryIds: readonly string[]): void;
}

/**
 * Fills jobs with what is committed. A job leaves at once when the last one left some time ago, so that a
 * lone delivery does not wait; under load several commits share one, and the cost of the queue. Disposing
 * waits until everything that settled is sent. A job is a trace, which its deliveries and commits share.
 */
export interface JobBuilder extends AsyncDisposable {
  board(size: number): Boarding;
}

export interface JobBuilderOptions {
  tracer: Tracer;
  /** Runs within the job's trace; must not reject. */
  send(batch: string, deliveryIds: string[]): Promise<void>;
  mostPerJob: number;
  /** Least time between two jobs that are not full, in milliseconds. */
  intervalMs: number;
}

interface Job {
  readonly batch: string;
  readonly span: Span;
  readonly traceContext: Context;
  readonly openedAt: number;
  readonly deliveryIds: string[];
  places: number;
  boarding: number;
}

export function createJobBuilder({ tracer, send, mostPerJob, intervalMs }: JobBuilderOptions): JobBuilder {
  const waiting = new Set<Job>();
  const sending = new Set<Promise<void>>();
  let newest: Job | null = null;
  let leftAt = Number.NEGATIVE_INFINITY;

  function leave(job: Job): void {
    waiting.delete(job);
    if (job === newest) newest = null;
    if (job.deliveryIds.length === 0) {
      job.span.end();
      return;
    }
    leftAt = performance.now();
    const sent = context.with(job.traceContext, send, undefined, job.batch, job.deliveryIds).finally(() => {
      job.span.end();
      sending.delete(sent);
    });
    sending.add(sent);
  }

  /** Lets the job leave when nobody boards it; one that others can still join, not before its time. */
  function look(job: Job): void {
    if (!waiting.has(job) || job.boarding > 0) return;
    const isOpen = job === newest && job.places < mostPerJob;
    const waitMs = isOpen ? leftAt + intervalMs - performance.now() : 0;
    if (waitMs > 0) setTimeout(look, waitMs, job);
    else leave(job);
  }

  function open(openedAt: number): Job {
    const batch = randomUUID();
    const span = tracer.startSpan('deliveries', { root: true, attributes: { 'hubtwin.batch': batch } });
    const traceContext = trace.setSpan(ROOT_CONTEXT, span);
    const job = { batch, span, traceContext, openedAt, deliveryIds: [], places: 0, boarding: 0 };
    waiting.add(job);
    return job;
  }

  return {
    board(size) {
      const now = performance.now();
      const isFull = newest !== null && newest.places + size > mostPerJob;
      const isOld = newest !== null && now - newest.openedAt >= intervalMs;
      if (newest === null || isFull || isOld) newest = open(now);
      const job = newest;
      job.places += size;
      job.boarding += 1;
      return {
        batch: job.batch,
        traceContext: job.traceContext,
        settle(deliveryIds) {
          job.deliveryIds.push(...deliveryIds);
          job.boarding -= 1;
          look(job);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      for (const job of waiting) leave(job);
      await Promise.all(sending);
    },
  };
}
