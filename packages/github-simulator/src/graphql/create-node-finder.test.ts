import { expect, test } from 'vitest';
import { createNodeFinder } from './create-node-finder.ts';
import type { Entry } from './world-reader.ts';

test('looking for any number of ids walks the world once, and no further than it must', () => {
  let walked = 0;
  function* world(): Generator<Entry> {
    for (const id of ['a', 'b', 'c']) {
      walked += 1;
      yield [id, () => ({ id })];
    }
  }
  const find = createNodeFinder(world());
  expect([find('b'), walked]).toEqual([{ id: 'b' }, 2]);
  expect([find('a'), find('x'), find('y'), find('c')]).toEqual([
    { id: 'a' },
    undefined,
    undefined,
    { id: 'c' },
  ]);
  expect(walked).toBe(3);
});
