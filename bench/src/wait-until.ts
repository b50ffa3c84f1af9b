import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 5;

/** Looks again and again until there is something. @throws after `forMs`. */
export async function waitUntil<T>(look: () => Promise<T | undefined>, forMs = 240_000): Promise<T> {
  const deadline = performance.now() + forMs;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(everyMs);
  }
  throw new Error('it did not come about in time');
}
