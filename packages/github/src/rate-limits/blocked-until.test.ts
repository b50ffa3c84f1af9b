import { expect, test } from 'vitest';
import { type BlockedOptions, blockedUntil } from './blocked-until.ts';
import type { RateLimit } from './rate-limit.ts';

const now = Date.UTC(2026, 2, 1, 12);
const minutes = (count: number) => new Date(now + count * 60_000);
const limitOf = (values: Partial<RateLimit> = {}): RateLimit => ({
  credential: 'ada',
  resource: 'core',
  limit: 5_000,
  used: 0,
  resetAt: minutes(30),
  closedUntil: null,
  inFlight: 0,
  burnRate: 0,
  seenAt: new Date(now),
  ...values,
});
const options: BlockedOptions = { credentials: ['ada'], resources: ['core'], priority: 'high', now };

test('a limit is exhausted for a priority when only the headroom for higher priorities is left', () => {
  expect(blockedUntil([limitOf({ used: 4_899 })], options)).toBeNull();
  expect(blockedUntil([limitOf({ used: 4_900 })], options)).toEqual(minutes(30));
  expect(blockedUntil([limitOf({ used: 4_900 })], { ...options, priority: 'critical' })).toBeNull();
  expect(blockedUntil([limitOf({ used: 4_000 })], { ...options, priority: 'low' })).toEqual(minutes(30));
});

test('a closed credential opens at the later of both times', () => {
  const closedUntil = minutes(50);
  expect(blockedUntil([limitOf({ closedUntil })], options)).toEqual(closedUntil);
  expect(blockedUntil([limitOf({ closedUntil: minutes(5), used: 5_000 })], options)).toEqual(minutes(30));
});

test('of several credentials the first one that opens counts, and an open one suffices', () => {
  const ada = limitOf({ used: 5_000 });
  const bram = limitOf({ credential: 'bram', used: 5_000, resetAt: minutes(10) });
  const both = { ...options, credentials: ['ada', 'bram'] };
  expect(blockedUntil([ada, bram], both)).toEqual(minutes(10));
  expect(blockedUntil([ada], both), 'the state of the other is unknown').toBeNull();
});

test('a resource that is not needed, a window that ended and a missing limit block nothing', () => {
  const used = { used: 5_000 };
  expect(blockedUntil([limitOf({ ...used, resource: 'search' })], options)).toBeNull();
  expect(blockedUntil([limitOf({ ...used, resetAt: minutes(-1) })], options)).toBeNull();
  expect(blockedUntil([limitOf({ ...used, limit: null })], options)).toBeNull();
  expect(blockedUntil([], { ...options, credentials: [] })).toBeNull();
});
