import { expect, test } from 'vitest';
import { eventClock as newestTime } from './event-clock.ts';

const eventClock = (payload: Parameters<typeof newestTime>[0]) =>
  newestTime(payload, '2026-01-02T00:00:00.000Z');

test('the clock of an event is the newest time of the objects it contains', () => {
  const payload = {
    action: 'completed',
    workflow_job: { created_at: '2026-01-01T00:00:01Z', completed_at: '2026-01-01T00:00:05Z' },
    repository: { updated_at: '2026-01-01T00:00:03Z', pushed_at: '2026-01-01T00:00:04Z' },
  };
  expect(eventClock(payload)).toBe('2026-01-01T00:00:05.000Z');
});

test('times in other zones, with fractions and in Unix seconds are compared as times', () => {
  expect(eventClock({ a: { updated_at: '2026-01-01T02:00:00+03:00' } })).toBe('2025-12-31T23:00:00.000Z');
  expect(eventClock({ a: { updated_at: '2026-01-01T00:00:00.250Z' } })).toBe('2026-01-01T00:00:00.250Z');
  expect(eventClock({ repository: { pushed_at: 1_767_225_601, updated_at: '2026-01-01T00:00:00Z' } })).toBe(
    '2026-01-01T00:00:01.000Z',
  );
});

test('a star has the time when it was given', () => {
  const starred_at = '2026-01-01T00:00:02Z';
  expect(eventClock({ starred_at, repository: { updated_at: '2026-01-01T00:00:01Z' } })).toBe(
    '2026-01-01T00:00:02.000Z',
  );
});

test('invalid times, and times deep inside or in lists, are ignored', () => {
  expect(eventClock({})).toBe('');
  expect(
    eventClock({
      issue: {
        updated_at: 'soon',
        created_at: null,
        closed_at: '2026-01-01T00:00:00Z',
        user: { updated_at: 1 },
      },
      repository: { updated_at: {}, pushed_at: Number.MAX_VALUE },
      commits: [{ updated_at: '2026-01-01T00:00:00Z' }],
      sender: null,
    }),
  ).toBe('');
});

test('times in the future are ignored', () => {
  const release = { created_at: '2099-01-01T00:00:00Z', published_at: '2026-01-01T00:00:05Z' };
  expect(eventClock({ release, starred_at: '2027-01-01T00:00:00Z' })).toBe('2026-01-01T00:00:05.000Z');
});
