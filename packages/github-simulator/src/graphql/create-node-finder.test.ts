import { expect, test } from 'vitest';
import { createNodeFinder, type Entry } from './create-node-finder.ts';

test('resolving any number of ids iterates each kind of object at most once, and no further than necessary', () => {
  const walked: string[] = [];
  function* world(kind: string): Generator<Entry> {
    for (const id of ['I_a', 'I_b', 'I_c', 'C_a'].filter((each) => each.startsWith(`${kind}_`))) {
      walked.push(id);
      yield [id, () => ({ id })];
    }
  }
  const find = createNodeFinder(world);
  expect([find('I_b'), walked]).toEqual([{ id: 'I_b' }, ['I_a', 'I_b']]);
  const found = ['I_a', 'I_x', 'I_y', 'I_c', 'none'].map(find);
  expect(found).toEqual([{ id: 'I_a' }, undefined, undefined, { id: 'I_c' }, undefined]);
  expect(walked).toEqual(['I_a', 'I_b', 'I_c']);
});
