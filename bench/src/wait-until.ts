import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 5;

/** Polls until `look` returns something other than undefined. @throws after `forMs`. */
export async function waitUntil<T>(look: () => Promise<T | undefined>, forMs = 240_000): Promise<T> {
  const deadline = performance.now() + forMs;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(everyMs);
  }
  throw new Error('timed out');
}
