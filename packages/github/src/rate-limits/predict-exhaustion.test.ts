import fc from 'fast-check';
import { expect, test } from 'vitest';
import { predictExhaustion } from './predict-exhaustion.ts';

const now = Date.UTC(2026, 2, 1, 14, 2);
const minutes = (count: number) => new Date(now + count * 60_000);
const withUsage = { limit: 5_000, used: 2_000, resetAt: minutes(39), burnRate: 3_000 / (30 * 60) };

test('a rate that exhausts a limit before its reset is reported, with the time and how long before', () => {
  expect(predictExhaustion(withUsage, now)).toEqual({
    exhaustedAt: minutes(30),
    beforeResetSeconds: 540,
    message: 'at this pace empty at 14:32, 9 minutes before reset',
  });
});

test.each([
  [90, 'at this pace empty at 14:39, 2 minutes before reset'],
  [60, 'at this pace empty at 14:40, 1 minute before reset'],
  [20, 'at this pace empty at 14:40, 20 seconds before reset'],
  [1, 'at this pace empty at 14:40, 1 second before reset'],
])('%i seconds before the reset are rounded for people', (seconds, message) => {
  const burnRate = 3_000 / (39 * 60 - seconds);
  expect(predictExhaustion({ ...withUsage, burnRate }, now)).toMatchObject({
    beforeResetSeconds: seconds,
    message,
  });
});

test.each([
  ['lasts until the reset', { burnRate: 3_000 / (39 * 60) }],
  ['is unused', { burnRate: 0 }],
  ['is used at an unknown rate', { burnRate: null }],
  ['has no open window', { resetAt: null }],
  ['was reset', { resetAt: minutes(0), used: 5_000 }],
  ['is none', { limit: null }],
])('nothing is predicted for a limit that %s', (_, values) => {
  expect(predictExhaustion({ ...withUsage, ...values }, now)).toBeNull();
});

test('an exhausted limit is empty now, at any rate', () => {
  for (const burnRate of [0, null, 1]) {
    expect(predictExhaustion({ ...withUsage, used: 5_001, burnRate }, now)).toEqual({
      exhaustedAt: new Date(now),
      beforeResetSeconds: 39 * 60,
      message: 'empty, 39 minutes before reset',
    });
  }
});

test('for any rate: exhaustion is predicted exactly if the remainder does not last until the reset', () => {
  const amount = fc.integer({ min: 1, max: 15_000 });
  fc.assert(
    fc.property(
      amount,
      fc.integer({ min: 1, max: 3_600 }),
      fc.double({ min: 0.001, max: 50, noNaN: true }),
      (left, seconds, burnRate) => {
        const limit = {
          limit: 15_000,
          used: 15_000 - left,
          resetAt: new Date(now + seconds * 1_000),
          burnRate,
        };
        const predicted = predictExhaustion(limit, now);
        if (burnRate * seconds <= left * 0.999) expect(predicted).toBeNull();
        if (burnRate * seconds >= left * 1.001) {
          expect(predicted?.exhaustedAt.getTime()).toBeLessThan(limit.resetAt.getTime());
          expect(predicted?.exhaustedAt.getTime()).toBeGreaterThanOrEqual(now);
        }
      },
    ),
  );
});
