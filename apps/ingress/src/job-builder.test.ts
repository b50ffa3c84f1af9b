import { trace } from '@opentelemetry/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJobBuilder } from './job-builder.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function build(options: { maxPerJob?: number; intervalMs?: number } = {}) {
  const sent: { batch: string; deliveryIds: string[] }[] = [];
  const jobs = createJobBuilder({
    tracer: trace.getTracer('test'),
    send: async (batch, deliveryIds) => void sent.push({ batch, deliveryIds: [...deliveryIds] }),
    maxPerJob: 4,
    intervalMs: 10,
    ...options,
  });
  return { jobs, ids: () => sent.map(({ deliveryIds }) => deliveryIds), sent };
}

test('a single commit is sent at once, with the batch of its deliveries as id', () => {
  const { jobs, sent } = build();
  const reservation = jobs.reserve(1);
  reservation.settle(['a']);
  expect(sent).toEqual([{ batch: reservation.batch, deliveryIds: ['a'] }]);
});

test('commits within the interval share a job, which is sent at its end', () => {
  const { jobs, ids, sent } = build();
  jobs.reserve(1).settle(['a']);
  const second = jobs.reserve(1);
  second.settle(['b']);
  const third = jobs.reserve(2);
  third.settle(['c', 'd']);
  expect(third.batch).toBe(second.batch);
  vi.advanceTimersByTime(10);
  expect(ids()).toEqual([['a'], ['b', 'c', 'd']]);
  expect(new Set(sent.map(({ batch }) => batch)).size).toBe(2);
});

test('a full job is sent before its time, and no job exceeds the maximum', () => {
  const { jobs, ids } = build();
  jobs.reserve(1).settle(['a']);
  jobs.reserve(3).settle(['b', 'c', 'd']);
  jobs.reserve(4).settle(['e', 'f', 'g', 'h']);
  expect(ids()).toEqual([['a'], ['e', 'f', 'g', 'h']]);
  vi.advanceTimersByTime(10);
  expect(ids()).toEqual([['a'], ['e', 'f', 'g', 'h'], ['b', 'c', 'd']]);
});

test('a job waits for a commit with a reservation, for any time', () => {
  const { jobs, ids } = build();
  jobs.reserve(1).settle(['a']);
  jobs.reserve(1).settle(['b']);
  const slow = jobs.reserve(1);
  vi.advanceTimersByTime(500);
  expect(ids()).toEqual([['a']]);
  slow.settle(['c']);
  expect(ids()).toEqual([['a'], ['b', 'c']]);
});

test('under steady load every delivery is sent within two intervals', () => {
  const { jobs, ids } = build({ maxPerJob: 64 });
  for (let n = 0; n < 50; n++) {
    jobs.reserve(1).settle([`${n}`]);
    vi.advanceTimersByTime(1);
    expect(ids().flat().length).toBeGreaterThanOrEqual(n - 20);
  }
  expect(ids().length).toBeLessThan(10);
});

test('a commit without accepted deliveries creates no job', () => {
  const { jobs, ids } = build();
  jobs.reserve(2).settle([]);
  vi.advanceTimersByTime(100);
  expect(ids()).toEqual([]);
});

test('disposing sends what waits, and waits until it is sent', async () => {
  const gate = Promise.withResolvers<void>();
  const sent: string[][] = [];
  const jobs = createJobBuilder({
    tracer: trace.getTracer('test'),
    send: async (_, ids) => {
      await gate.promise;
      sent.push(ids);
    },
    maxPerJob: 4,
    intervalMs: 10,
  });
  jobs.reserve(1).settle(['a']);
  jobs.reserve(1).settle(['b']);
  const disposed = jobs[Symbol.asyncDispose]().then(() => sent.length);
  gate.resolve();
  expect(await disposed).toBe(2);
});
