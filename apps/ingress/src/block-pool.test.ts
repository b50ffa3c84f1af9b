import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { blockBytes, createBlockPool } from './block-pool.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('blocks do not overlap, and are used again', () => {
  using pool = createBlockPool();
  const blocks = Array.from({ length: 40 }, (_, n) => pool.take().fill(n));
  expect(blocks.map((block) => [block.length, block[0], block.at(-1)])).toEqual(
    blocks.map((_, n) => [blockBytes, n, n]),
  );
  const [first] = blocks;
  if (first !== undefined) pool.give(first);
  expect(pool.take()).toBe(first);
});

test('what nothing needed for a while is given back to the system, and what is in use stays', () => {
  using pool = createBlockPool();
  const [kept, ...others] = Array.from({ length: 65 }, (_, n) => pool.take().fill(n));
  for (const block of others) pool.give(block);
  vi.advanceTimersByTime(5_000);
  expect(others.filter(({ buffer }) => buffer.byteLength > 0).length).toBeLessThan(32);
  expect([kept?.length, kept?.[0]]).toEqual([blockBytes, 0]);
  expect(pool.take().fill(1)).toHaveLength(blockBytes);
});
