import type { Priority } from '../budget/budget.ts';
import type { Payer } from './payer.ts';

/** What a caller decides about one request, beside what it asks for. */
export interface CallOptions {
  /** `normal` by default. */
  priority?: Priority;
  signal?: AbortSignal;
  /** Nobody asks for it again soon, as for a page of an import: the answer is not kept to be confirmed by a 304. */
  once?: boolean;
  /** Whether GitHub has to answer anew, whatever is stored. */
  isFresh?: boolean;
  /** Whether what may go well the next time is tried again; true by default. */
  retry?: boolean;
  /**
   * Whether the caller retries later. A failure is then retried once at most, and a timeout not at all, so that what
   * fails delays nothing else; of a list, this holds for the first page.
   */
  isRetriedLater?: boolean;
  /** Whether less is asked for where GitHub cannot answer so much (502, 504), which is then tried once more only. */
  isDivisible?: boolean;
  /** How long everything may take, waiting for the budget included, in milliseconds; for ever by default. */
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
  /** Milliseconds since the epoch. */
  deadlineAt: number;
}

/** A request on its way through the gate. A class, so that Octokit hands it on as it is. */
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
    this.deadlineAt = deadlineAt;
  }

  /** The same request, ended by another signal or paid by another. */
  with(changed: { signal?: AbortSignal; payer?: Payer }): Call {
    return new Call({ ...this, ...changed });
  }
}
