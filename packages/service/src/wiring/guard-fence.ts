import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, FenceError, requireFence } from '@hubtwin/database';
import type { Logger } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import { OperatorError } from '../operator-error.ts';

const retryMs = 1_000;

/** The check of the change log's fence at the start of a service. Disposing ends it. */
export interface FenceGuard extends AsyncDisposable {
  /** Resolves with `stopped`. @throws OperatorError if the database becomes available and its fence does not hold. */
  until(stopped: Promise<void>): Promise<void>;
}

/**
 * Checks before a service follows or writes the change log that no reader misses entries. While the database is
 * unavailable, the service starts, and the check is repeated.
 *
 * @throws OperatorError if the fence does not hold.
 */
export async function guardFence(options: {
  database: Kysely<Database>;
  logger: Logger;
}): Promise<FenceGuard> {
  const { database, logger } = options;
  const stopping = new AbortController();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});

  /** @returns whether the database answered. */
  async function check(): Promise<boolean> {
    try {
      await requireFence(database);
      return true;
    } catch (error) {
      if (error instanceof FenceError) throw new OperatorError(error.message, { cause: error });
      logger.warn({ err: error }, 'the fence of the change log cannot be checked yet');
      return false;
    }
  }

  async function repeat(): Promise<void> {
    const pause = () => sleep(retryMs, undefined, { ref: false, signal: stopping.signal });
    do await pause();
    while (!(await check()));
  }

  const isChecked = await check();
  const repeating = isChecked
    ? Promise.resolve()
    : repeat().catch((error: unknown) => {
        if (!stopping.signal.aborted) broken.reject(error);
      });
  return {
    until: (stopped) => Promise.race([stopped, broken.promise]),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await repeating;
    },
  };
}
