/** Attempts at a delivery: one, and five retries. */
export const mostAttempts = 6;

const firstDelayMs = 1_000;
const jitter = 0.5;

/** Exponential backoff with jitter: about 1, 2, 4, 8, 16 seconds after the first to fifth attempt. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const delay = firstDelayMs * 2 ** (attempts - 1);
  return Math.round(delay * (1 - jitter / 2 + jitter * random()));
}
