import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestRateLimits } from './newest-rate-limits.ts';
import type { RateLimit } from './rate-limit.ts';

const now = Date.UTC(2026, 2, 1, 14);
const seconds = (count: number) => new Date(now + count * 1_000);

const word = (values: Partial<RateLimit> = {}): RateLimit => ({
  credential: 'ada',
  resource: 'core',
  limit: 5_000,
  used: 100,
  resetAt: seconds(1_800),
  closedUntil: null,
  inFlight: 2,
  burnRate: 1,
  seenAt: seconds(0),
  ...values,
});

test("GitHub's newest report wins, whichever process received it", () => {
  const old = word({ used: 100, seenAt: seconds(-60) });
  const fresh = word({ used: 90, seenAt: seconds(-1) });
  for (const reports of [
    [old, fresh],
    [fresh, old],
  ]) {
    expect(newestRateLimits(reports, now)).toMatchObject([{ used: 90, seenAt: seconds(-1) }]);
  }
});

test('of reports of the same time the first wins', () => {
  expect(newestRateLimits([word({ inFlight: 7 }), word({ inFlight: 1 })], now)).toMatchObject([
    { inFlight: 7 },
  ]);
});

test('values that the newest report lacks come from an older one', () => {
  const requested = word({ used: 120, inFlight: null, burnRate: null });
  const known = word({ seenAt: seconds(-600), burnRate: 1, inFlight: 3 });
  const [found] = newestRateLimits([requested, known], now);
  expect(found).toMatchObject({ used: 120, inFlight: 3 });
  expect(found?.burnRate).toBeCloseTo(Math.exp(-1));
});

test('each credential and resource is one entry, in their order', () => {
  const reports = [
    word({ credential: 'bram' }),
    word({ resource: 'search' }),
    word(),
    word({ resource: 'graphql' }),
  ];
  const found = newestRateLimits(reports, now).map(({ credential, resource }) => `${credential} ${resource}`);
  expect(found).toEqual(['ada core', 'ada graphql', 'ada search', 'bram core']);
});

test('a credential is closed with all its resources until the latest time of any report', () => {
  const reports = [
    word({ closedUntil: seconds(30), seenAt: seconds(-90) }),
    word({ seenAt: seconds(-1) }),
    word({ resource: 'search', closedUntil: seconds(60) }),
    word({ credential: 'bram', closedUntil: seconds(-1) }),
  ];
  expect(newestRateLimits(reports, now).map(({ closedUntil }) => closedUntil)).toEqual([
    seconds(60),
    seconds(60),
    null,
  ]);
});

test('after its window a limit is unused', () => {
  const [found] = newestRateLimits([word({ resetAt: seconds(0), used: 4_999 })], now);
  expect(found).toMatchObject({ limit: 5_000, used: 0, resetAt: null });
});

test('the order of reports does not matter', () => {
  const some = fc.uniqueArray(
    fc.record({
      credential: fc.constantFrom('ada', 'bram'),
      resource: fc.constantFrom('core', 'search'),
      limit: fc.constantFrom(null, 5_000),
      used: fc.nat(5_000),
      resetAt: fc.option(fc.integer({ min: -60, max: 60 }).map(seconds)),
      closedUntil: fc.option(fc.integer({ min: -60, max: 60 }).map(seconds)),
      inFlight: fc.option(fc.nat(9)),
      burnRate: fc.option(fc.nat(9)),
      seenAt: fc.integer({ min: -9_999, max: 0 }).map(seconds),
    }),
    { selector: ({ seenAt }) => seenAt.getTime() },
  );
  fc.assert(
    fc.property(some, (reports) => {
      expect(newestRateLimits(reports.toReversed(), now)).toEqual(newestRateLimits(reports, now));
    }),
  );
});
