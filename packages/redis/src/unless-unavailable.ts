/** Runs `question`, or `otherwise` while the store is unavailable. */
export type UnlessUnavailable = <T>(question: () => Promise<T>, otherwise: () => Promise<T>) => Promise<T>;

/** Pause after a failure, in milliseconds. */
const retryAfterMs = 1_000;

/**
 * A circuit breaker for Redis and other stores: after a failure no call waits for the store for a second; then the next
 * call tries again. The time is monotonic: setting the clock back does not extend it.
 *
 * @param onUnavailable called with the error when the store becomes unavailable, and with null when it is available again.
 */
export function createUnlessUnavailable(onUnavailable: (error: unknown) => void): UnlessUnavailable {
  let failedAt: number | null = null;
  return async (question, otherwise) => {
    if (failedAt !== null && performance.now() - failedAt < retryAfterMs) return await otherwise();
    try {
      const answer = await question();
      if (failedAt !== null) onUnavailable(null);
      failedAt = null;
      return answer;
    } catch (error) {
      if (failedAt === null) onUnavailable(error);
      failedAt = performance.now();
      return await otherwise();
    }
  };
}
