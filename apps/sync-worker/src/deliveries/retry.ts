/** Attempts per delivery: one, and five retries. */
export const maxAttempts = 6;

/** The id of the job for the next attempt at a delivery. */
export const attemptJobId = ({ guid, attempts }: { guid: string; attempts: number }) => `${guid}-${attempts}`;

/** Whether a delivery was claimed by more than one process that crashed. */
export const isCrashSuspect = ({ attempts }: { attempts: number }) => attempts > 1;

/** The delay before a crash suspect is retried, in which the deliveries beside it are processed. */
export const quarantineMs = 4_000;

const firstDelayMs = 1_000;
const jitter = 0.5;

/** Exponential backoff with jitter: about 1, 2, 4, 8, 16 seconds after the first to fifth attempt. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const delay = firstDelayMs * 2 ** (attempts - 1);
  return Math.round(delay * (1 - jitter / 2 + jitter * random()));
}
