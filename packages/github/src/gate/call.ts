import type { Priority } from '../budget/budget.ts';
import type { Payer } from './payer.ts';

/** Options of one request, in addition to its parameters. */
export interface CallOptions {
  /** Default: `normal`. */
  priority?: Priority;
  signal?: AbortSignal;
  /**
   * The response is not stored for conditional requests, because it will not be requested again soon, as for a page of
   * an import.
   */
  once?: boolean;
  /** Whether a stored response must not be used. */
  isFresh?: boolean;
  /** Whether transient failures are retried; default: true. */
  retry?: boolean;
  /**
   * Whether the caller retries later. A failure is then retried at most once, and a timeout not at all, so that it
   * delays nothing else; for a list, this applies to the first page.
   */
  isRetriedLater?: boolean;
  /**
   * Whether the caller requests less if GitHub cannot respond to so much (502, 504), which is then retried only once.
   */
  isDivisible?: boolean;
  /** Whether this is such a smaller request: if GitHub cannot respond to it either, it is not retried. */
  isDivided?: boolean;
  /** Maximum time of the whole call, including the wait for the budget, in milliseconds; default: unlimited. */
  deadlineMs?: number;
}

interface CallFields {
  payer: Payer;
  /** Method and path as a template. */
  route: string;
  priority: Priority;
  signal: AbortSignal | undefined;
  once: boolean;
  isFresh: boolean;
  retry: boolean;
  isRetriedLater: boolean;
  isDivisible: boolean;
  isDivided: boolean;
  /** Milliseconds since the epoch. */
  deadlineAt: number;
}

/** A request on its way through the gate. A class, so that Octokit passes it on unchanged. */
export class Call implements CallFields {
  readonly payer: Payer;
  readonly route: string;
  readonly priority: Priority;
  readonly signal: AbortSignal | undefined;
  readonly once: boolean;
  readonly isFresh: boolean;
  readonly retry: boolean;
  readonly isRetriedLater: boolean;
  readonly isDivisible: boolean;
  readonly isDivided: boolean;
  readonly deadlineAt: number;

  constructor({ payer, route, priority, signal, deadlineAt, ...options }: CallFields) {
    this.payer = payer;
    this.route = route;
    this.priority = priority;
    this.signal = signal;
    this.once = options.once;
    this.isFresh = options.isFresh;
    this.retry = options.retry;
    this.isRetriedLater = options.isRetriedLater;
    this.isDivisible = options.isDivisible;
    this.isDivided = options.isDivided;
    this.deadlineAt = deadlineAt;
  }

  /** The same request with another signal or payer. */
  with(changed: { signal?: AbortSignal; payer?: Payer }): Call {
    return new Call({ ...this, ...changed });
  }
}
