import type { Logger } from '@hubtwin/telemetry';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefusalLog } from './refusal-log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function startLog() {
  const lines: unknown[] = [];
  const write = (line: unknown) => void lines.push(line);
  const logger = { warn: write, error: write } as unknown as Logger;
  return { log: createRefusalLog(logger), lines };
}

test('a thousand wrong signatures in a minute are a line at once, and one with their number', () => {
  const { log, lines } = startLog();
  for (let n = 0; n < 1_000; n += 1) log.record('signature', { address: '192.0.2.1' });
  expect(lines).toEqual([{ reason: 'signature', refusals: 1, address: '192.0.2.1' }]);
  vi.advanceTimersByTime(60_000);
  expect(lines.slice(1)).toEqual([{ reason: 'signature', refusals: 999, address: '192.0.2.1' }]);
});

test('reasons are counted apart, and after a quiet minute the first one is a line at once again', () => {
  const { log, lines } = startLog();
  const error = new Error('no database');
  log.record('signature', { address: '192.0.2.1' });
  log.record('unavailable', { address: '192.0.2.2', error });
  expect(lines).toHaveLength(2);
  expect(lines[1]).toEqual({ reason: 'unavailable', refusals: 1, address: '192.0.2.2', err: error });
  vi.advanceTimersByTime(60_000);
  log.record('signature', { address: '192.0.2.3' });
  expect(lines.slice(2)).toEqual([{ reason: 'signature', refusals: 1, address: '192.0.2.3' }]);
});

test('what is counted at the end is logged', () => {
  const { log, lines } = startLog();
  for (let n = 0; n < 3; n += 1) log.record('capacity', { address: '192.0.2.1' });
  log[Symbol.dispose]();
  expect(lines.slice(1)).toEqual([{ reason: 'capacity', refusals: 2, address: '192.0.2.1' }]);
});
