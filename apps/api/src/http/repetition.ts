import type { Database } from '@hubtwin/database';
import type { Transaction } from 'kysely';

/** The state of an earlier run of the same request, which failed or whose process died before it answered. */
export interface Repetition {
  /** Whether there was one, which may have changed GitHub. */
  isRepeated: boolean;
  /** The value that it committed with `keep`; null: none. */
  done: readonly number[] | null;
  /**
   * Stores the effect for a repeated request, in its transaction. Without an `Idempotency-Key` it stores nothing.
   *
   * @throws ProblemError `idempotency_in_progress` if another process has taken over the request.
   */
  keep(transaction: Transaction<Database>, done: readonly number[]): Promise<void>;
}

/** For a request without an `Idempotency-Key`. */
export const firstRun: Repetition = { isRepeated: false, done: null, keep: async () => {} };
