import type { z } from 'zod';

/** A queue as data: the payload of its jobs, and how they are retried. */
export interface QueueSpec<Payload> {
  name: string;
  /** Validated when a job is enqueued and when it starts; ids only, never content or secrets. */
  payload: z.ZodType<Payload>;
  /**
   * Payloads with the same result are one job while it waits; one that is enqueued during its run is kept. The earlier
   * time applies.
   */
  same?(payload: Payload): string;
  /** For infrastructure errors. `jitter` is the random share of the delay, 0 to 1. */
  retry: { attempts: number; delayMs: number; jitter: number };
  /** How long ended jobs are kept; 0 removes them immediately. */
  keep: { completedSeconds: number; failedSeconds: number };
}

/** The payload of the jobs of a queue. */
export type PayloadOf<Spec> = Spec extends QueueSpec<infer Payload> ? Payload : never;

export function defineQueue<Payload>(spec: QueueSpec<Payload>): QueueSpec<Payload> {
  return spec;
}
