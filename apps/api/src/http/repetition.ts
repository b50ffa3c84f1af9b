import type { Database } from '@hubtwin/database';
import type { Transaction } from 'kysely';

/** What is known of an earlier run of the same request, whose process died before it answered. */
export interface Repetition {
  /** Whether there was one: it may have reached GitHub. */
  isRepeated: boolean;
  /** What it committed, as it was given to `keep`; null: nothing. */
  done: readonly number[] | null;
  /**
   * Keeps what is done for a repetition, in the transaction that does it. Without an `Idempotency-Key` it keeps nothing.
   *
   * @throws ProblemError `idempotency_in_progress` where another process has taken the request over.
   */
  keep(transaction: Transaction<Database>, done: readonly number[]): Promise<void>;
}

/** Of a request that has no key to be known again by. */
export const firstRun: Repetition = { isRepeated: false, done: null, keep: async () => {} };
