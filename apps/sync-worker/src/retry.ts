/** Attempts at a delivery: one, and five retries. */
export const mostAttempts = 6;

/** The job that makes the next attempt at a delivery, after those that were made. */
export const attemptJobId = ({ guid, attempts }: { guid: string; attempts: number }) => `${guid}-${attempts}`;

/** Whether what a process had claimed when it ended may have ended more than one. */
export const isSuspect = ({ attempts }: { attempts: number }) => attempts > 1;

/** How long what was under way beside a suspect has, before that is tried again. */
export const putOffMs = 4_000;

const firstDelayMs = 1_000;
const jitter = 0.5;

/** Exponential backoff with jitter: about 1, 2, 4, 8, 16 seconds after the first to fifth attempt. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const delay = firstDelayMs * 2 ** (attempts - 1);
  return Math.round(delay * (1 - jitter / 2 + jitter * random()));
}
