/** Asks, or answers `otherwise` where the one that is asked is away. */
export type UnlessAway = <T>(question: () => Promise<T>, otherwise: () => Promise<T>) => Promise<T>;

/** How long what failed is left alone, in milliseconds. */
const retryAfterMs = 1_000;

/**
 * A breaker for Redis and other stores: after a failure nobody waits for it for a second, and then the next one tries
 * again. That second is monotonic: a clock that is set back does not extend it.
 *
 * @param onAway called when it becomes unavailable, with its error, and with null when it is back.
 */
export function createUnlessAway(onAway: (error: unknown) => void): UnlessAway {
  let failedAt: number | null = null;
  return async (question, otherwise) => {
    if (failedAt !== null && performance.now() - failedAt < retryAfterMs) return await otherwise();
    try {
      const answer = await question();
      if (failedAt !== null) onAway(null);
      failedAt = null;
      return answer;
    } catch (error) {
      if (failedAt === null) onAway(error);
      failedAt = performance.now();
      return await otherwise();
    }
  };
}
