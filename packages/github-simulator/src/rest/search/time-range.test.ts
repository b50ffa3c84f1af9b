import { expect, test } from 'vitest';
import { timeRange } from './time-range.ts';

const times = [
  '2026-01-01T23:59:59Z',
  '2026-01-02T00:00:00Z',
  '2026-01-02T23:59:59Z',
  '2026-01-03T00:00:00Z',
];

test.each([
  ['2026-01-02', [1, 2]],
  ['>2026-01-02', [3]],
  ['>=2026-01-02', [1, 2, 3]],
  ['<2026-01-02', [0]],
  ['<=2026-01-02', [0, 1, 2]],
  ['2026-01-01..2026-01-02', [0, 1, 2]],
  ['*..2026-01-01', [0]],
  ['2026-01-03..*', [3]],
  ['2026-01-02T00:00:00Z', [1]],
  ['>2026-01-02T00:00:00Z', [2, 3]],
  ['2026-01-02T00:00:00Z..2026-01-02T23:59:59Z', [1, 2]],
  ['2026-01-02T01:00:00+01:00..2026-01-02T23:59:58Z', [1]],
])('%s contains the seconds of its days and no others', (range, expected) => {
  const isIn = timeRange(range) ?? expect.fail('no range');
  expect(times.flatMap((time, n) => (isIn(time) ? [n] : []))).toEqual(expected);
});

test('an invalid time is not a range', () => {
  expect(timeRange('yesterday')).toBeNull();
  expect(timeRange('2026-01-01..soon')).toBeNull();
});
