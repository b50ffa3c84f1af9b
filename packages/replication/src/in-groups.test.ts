import { expect, test } from 'vitest';
import { inGroups } from './in-groups.ts';

test('concurrent callers are served together, within the maximum', async () => {
  const groups: number[][] = [];
  const load = inGroups(
    async (items: readonly number[]) => {
      await Promise.resolve();
      return groups.push([...items]);
    },
    { maxItems: 4 },
  );
  const answers = await Promise.all([[1], [2, 3], [4, 5], [6, 7, 8, 9, 10], [11], []].map(load));
  expect(groups).toEqual([[1], [2, 3, 4, 5], [6, 7, 8, 9, 10], [11]]);
  expect(answers).toEqual([1, 2, 2, 3, 4, 4]);
  expect(await load([12]), 'and it continues after a pause').toBe(5);
});

test('a failure affects only the callers that caused it', async () => {
  const load = inGroups(
    async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error(items.join());
      return items.length;
    },
    { maxItems: 10 },
  );
  const outcomes = await Promise.allSettled([['first'], ['good', 'good'], ['bad'], ['good']].map(load));
  expect(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : `${outcome.reason}`)),
  ).toEqual([1, 2, 'Error: bad', 1]);
});
