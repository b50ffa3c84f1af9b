import { expect, test } from 'vitest';
import { isRecent } from './is-recent.ts';

const minute = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms);

test('a moment is recent until its time is over, and by whom it is written does not matter', () => {
  expect(isRecent(ago(minute), 2 * minute)).toBe(true);
  expect(isRecent(ago(minute).toISOString(), 2 * minute)).toBe(true);
  expect(isRecent(ago(3 * minute), 2 * minute)).toBe(false);
  expect(isRecent(null, minute)).toBe(false);
});

test('a moment in the future, of a clock that has been corrected, is not recent', () => {
  expect(isRecent(ago(-3 * 24 * 60 * minute), minute)).toBe(false);
  expect(isRecent(ago(-minute / 2), minute)).toBe(true);
});
