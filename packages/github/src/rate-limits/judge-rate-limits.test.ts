import { expect, test } from 'vitest';
import { judgeRateLimits } from './judge-rate-limits.ts';
import type { RateLimit } from './rate-limit.ts';

const word = (values: Partial<RateLimit>): RateLimit => ({
  credential: 'ada',
  resource: 'core',
  limit: 5_000,
  used: 0,
  resetAt: new Date(),
  closedUntil: null,
  inFlight: 0,
  burnRate: 0,
  seenAt: new Date(),
  ...values,
});

test.each([
  [0, 'healthy'],
  [4_500, 'healthy'],
  [4_501, 'warning'],
  [4_900, 'warning'],
  [4_901, 'critical'],
  [5_000, 'critical'],
  [6_000, 'critical'],
])('with %i of 5,000 used it is %s', (used, status) => {
  const judged = judgeRateLimits([word({ used })]);
  expect(judged.status).toBe(status);
  expect(judged.reasons.map(({ severity }) => severity)).toEqual(status === 'healthy' ? [] : [status]);
});

test('the most severe reason counts, and all are listed', () => {
  const judged = judgeRateLimits([word({ used: 4_600 }), word({ resource: 'search', limit: 30, used: 30 })]);
  expect(judged).toEqual({
    status: 'critical',
    reasons: [
      { severity: 'warning', credential: 'ada', resource: 'core', message: '8 % left: 400 of 5000' },
      { severity: 'critical', credential: 'ada', resource: 'search', message: '0 % left: 0 of 30' },
    ],
  });
});

test('a closed credential is critical, once for all its resources', () => {
  const closedUntil = new Date('2026-03-01T12:00:00Z');
  const judged = judgeRateLimits([word({ closedUntil }), word({ resource: 'search', closedUntil })]);
  expect(judged).toEqual({
    status: 'critical',
    reasons: [
      {
        severity: 'critical',
        credential: 'ada',
        resource: null,
        message: 'closed until 2026-03-01T12:00:00.000Z, as GitHub requested',
      },
    ],
  });
});

test('without a limit, or without known state, it is healthy', () => {
  expect(judgeRateLimits([])).toEqual({ status: 'healthy', reasons: [] });
  expect(judgeRateLimits([word({ limit: null, used: 9 }), word({ limit: 0 })]).status).toBe('healthy');
});
