import { expect, test } from 'vitest';
import { inGroups } from './in-groups.ts';

test('who asks while others are served is served together, and not more at a time than fit', async () => {
  const groups: number[][] = [];
  const ask = inGroups(
    async (items: readonly number[]) => {
      await Promise.resolve();
      return groups.push([...items]);
    },
    { most: 4 },
  );
  const answers = await Promise.all([[1], [2, 3], [4, 5], [6, 7, 8, 9, 10], [11], []].map(ask));
  expect(groups).toEqual([[1], [2, 3, 4, 5], [6, 7, 8, 9, 10], [11]]);
  expect(answers).toEqual([1, 2, 2, 3, 4, 4]);
  expect(await ask([12]), 'and it goes on after a rest').toBe(5);
});

test('what fails fails for those alone who asked for it', async () => {
  const ask = inGroups(
    async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error(items.join());
      return items.length;
    },
    { most: 10 },
  );
  const outcomes = await Promise.allSettled([['first'], ['good', 'good'], ['bad'], ['good']].map(ask));
  expect(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : `${outcome.reason}`)),
  ).toEqual([1, 2, 'Error: bad', 1]);
});
