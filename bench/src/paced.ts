import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from './median.ts';

export interface PacedOptions {
  perSecond: number;
  seconds: number;
  /** Period in which the server compiles its code: sent, but not measured. */
  warmUpSeconds: number;
  /** @returns the status; 0 without a response. */
  send(): Promise<number>;
}

/**
 * Sends evenly at a fixed rate, even if the server is slower, and measures each request from the time it was due, so
 * that a stall counts for all requests that it delays.
 *
 * @returns latencies in milliseconds, and the number of failures.
 */
export async function paced(options: PacedOptions): Promise<{ p50: number; p99: number; failures: number }> {
  const latencies: number[] = [];
  let failures = 0;
  const sendOne = async (due: number, isCounted: boolean) => {
    const status = await options.send();
    if (status < 200 || status > 299) failures += 1;
    if (isCounted) latencies.push(performance.now() - due);
  };
  const start = performance.now();
  const warm = start + options.warmUpSeconds * 1_000;
  const end = warm + options.seconds * 1_000;
  const gap = 1_000 / options.perSecond;
  const sends: Promise<void>[] = [];
  for (let due = start; due < end; ) {
    for (const now = performance.now(); due <= now && due < end; due += gap)
      sends.push(sendOne(due, due >= warm));
    await sleep(1);
  }
  await Promise.all(sends);
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), failures };
}
