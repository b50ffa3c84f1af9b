/** Asks, or answers `otherwise` where the one that is asked is away. */
export type UnlessAway = <T>(question: () => Promise<T>, otherwise: () => Promise<T>) => Promise<T>;

/** How long what failed is left alone, in milliseconds. */
const retryAfterMs = 1_000;

/**
 * A breaker for Redis: after a failure nobody waits for it for a second, and then the next one tries again.
 *
 * @param onAway told when it goes away, with its error, and with null when it is back.
 */
export function createUnlessAway(onAway: (error: unknown) => void): UnlessAway {
  let awayUntil = 0;
  return async (question, otherwise) => {
    if (awayUntil > Date.now()) return await otherwise();
    try {
      const answer = await question();
      if (awayUntil !== 0) onAway(null);
      awayUntil = 0;
      return answer;
    } catch (error) {
      if (awayUntil === 0) onAway(error);
      awayUntil = Date.now() + retryAfterMs;
      return await otherwise();
    }
  };
}
