import { expect, test } from 'vitest';
import { silenceOf, undeliveredSince } from './silence-of.ts';

const now = Date.UTC(2026, 2, 1, 12);
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000);
const rhythm = { lastAt: hoursAgo(1), activeHours: 100, longestPauseHours: 0 };

test.each([
  ['a pause shorter than twice the usual one', { lastAt: hoursAgo(2) }],
  ['a weekend where weekends are quiet', { lastAt: hoursAgo(70), longestPauseHours: 62 }],
  ['a pause after too few deliveries to tell', { lastAt: hoursAgo(500), activeHours: 5 }],
  ['no delivery at all, and no change either', { lastAt: null, activeHours: 0 }],
])('%s is no silence', (_, values) => {
  expect(silenceOf({ ...rhythm, ...values }, 0, now)).toBeNull();
});

test.each([
  [{ lastAt: hoursAgo(2.1) }, 'none was received for 2 hours; in the week before there was one every hour'],
  [
    { lastAt: hoursAgo(30), longestPauseHours: 13 },
    'none was received for 30 hours; in the week before there was one at least every 14 hours',
  ],
])('a pause of more than twice the longest one is silence: %j', (values, reason) => {
  expect(silenceOf({ ...rhythm, ...values }, 0, now)).toBe(reason);
});

test('changes that no delivery reported are silence, with deliveries before and without', () => {
  expect(silenceOf(rhythm, 1, now)).toBe(
    'periodic syncs found changes in 1 repository that no delivery reported: none was received since',
  );
  expect(silenceOf({ ...rhythm, lastAt: null }, 3, now)).toMatch(
    /in 3 repositories .* none was ever received/,
  );
});

test('only syncs that began an interval after the last delivery count, and of the last day', () => {
  const options = { now, intervalMinutes: 15 };
  expect(undeliveredSince(hoursAgo(1), options)).toEqual(new Date(now - 40 * 60_000));
  expect(undeliveredSince(hoursAgo(100), options)).toEqual(hoursAgo(24));
  expect(undeliveredSince(null, options)).toEqual(hoursAgo(24));
});
