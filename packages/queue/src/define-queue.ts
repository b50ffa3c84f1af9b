import type { z } from 'zod';

/** A queue as data: what its jobs carry, and how they fail. */
export interface QueueSpec<Payload> {
  name: string;
  /** Checked when a job is enqueued and again when it is taken; ids only, never content or secrets. */
  payload: z.ZodType<Payload>;
  /** Two payloads with the same text are one job while it waits; a signal during its run is kept. Of two times the earlier one counts. */
  same?(payload: Payload): string;
  /** For faults of the infrastructure. `jitter` is the share of the delay that is random, 0 to 1. */
  retry: { attempts: number; delayMs: number; jitter: number };
  /** How long ended jobs stay visible; 0 removes them at once. */
  keep: { completedSeconds: number; failedSeconds: number };
}

/** What the jobs of a queue carry. */
export type PayloadOf<Spec> = Spec extends QueueSpec<infer Payload> ? Payload : never;

export function defineQueue<Payload>(spec: QueueSpec<Payload>): QueueSpec<Payload> {
  return spec;
}
