import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until `probe` gives something else than undefined or false, and returns it.
 *
 * @throws after `timeoutMs` with what was waited for.
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  { timeoutMs = 20_000, everyMs = 20 } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    await sleep(everyMs);
  }
}
