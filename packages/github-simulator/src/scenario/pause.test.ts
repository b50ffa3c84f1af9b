import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { pause } from './pause.ts';

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

test('a pause that the signal aborts leaves no timer', async () => {
  const before = timers();
  const stop = new AbortController();
  const paused = pause(3_600_000, stop.signal);
  expect(timers()).toBe(before + 1);
  stop.abort();
  await paused;
  expect(timers()).toBe(before);
});

test('a pause that ends leaves no listener on the signal', async () => {
  const { signal } = new AbortController();
  await pause(1, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a pause after the signal ends immediately', async () => {
  await pause(3_600_000, AbortSignal.abort());
});
