import { expect, test } from 'vitest';
import { isRecent } from './is-recent.ts';

const minute = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms);

test('a time is recent until the limit, as a Date or as text', () => {
  expect(isRecent(ago(minute), 2 * minute)).toBe(true);
  expect(isRecent(ago(minute).toISOString(), 2 * minute)).toBe(true);
  expect(isRecent(ago(3 * minute), 2 * minute)).toBe(false);
  expect(isRecent(null, minute)).toBe(false);
});

test('a time in the future, from a clock that was corrected, is not recent', () => {
  expect(isRecent(ago(-3 * 24 * 60 * minute), minute)).toBe(false);
  expect(isRecent(ago(-minute / 2), minute)).toBe(true);
});
