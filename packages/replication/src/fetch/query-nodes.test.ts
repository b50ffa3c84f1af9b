import { type GitHub, GitHubServerError } from '@hubtwin/github';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNodeQuery } from './query-nodes.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, nth) => `n${nth}`);

/** A GitHub that cannot answer a query with one of these nodes, or with more than `maxNodes`. */
function createGitHub({ bad = [], maxNodes = 100 }: { bad?: readonly string[]; maxNodes?: number }) {
  let queries = 0;
  const github: Pick<GitHub, 'graphql'> = {
    async graphql<T>(_: string, variables: object) {
      queries += 1;
      const { ids }: { ids: string[] } = { ids: [], ...variables };
      if (ids.length > maxNodes || ids.some((id) => bad.includes(id)))
        throw new GitHubServerError('Bad Gateway', { status: 502 });
      return { data: { nodes: ids.map((id) => ({ id })) } as T, errors: [], requestedAt: new Date() };
    },
  };
  return { github, queries: () => queries };
}

test.each([
  ['one', [10]],
  ['three neighbours', [10, 11, 12]],
  ['the first five', [0, 1, 2, 3, 4]],
  ['the last six', [94, 95, 96, 97, 98, 99]],
  ['the first, the middle and the last ones', [0, 1, 2, 50, 99]],
  ['a third in a row', Array.from({ length: 33 }, (_, nth) => nth + 30)],
  ['one in ten', Array.from({ length: 10 }, (_, nth) => 10 * nth + 3)],
])(
  '%s of a hundred nodes that cannot be answered are omitted, and do not affect the others',
  async (_, bad) => {
    const failing = bad.map((nth) => `n${nth}`);
    const { github, queries } = createGitHub({ bad: failing });
    const found = await createNodeQuery({ fields: '' })(github, idsOf(100), {});
    expect(found.map(({ id }) => id)).toEqual(idsOf(100));
    expect(found.filter(({ failure }) => failure !== null).map(({ id }) => id)).toEqual(failing);
    expect(found.filter(({ node }) => node === null).map(({ id }) => id)).toEqual(failing);
    expect(queries()).toBeLessThanOrEqual(1 + 16 * failing.length);
  },
);

test('for any failing nodes and any limit of GitHub, each node is answered or omitted, in order', async () => {
  const world = fc.record({
    count: fc.integer({ min: 1, max: 150 }),
    bad: fc.uniqueArray(fc.nat({ max: 149 }), { maxLength: 12 }),
    maxNodes: fc.integer({ min: 1, max: 100 }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ count, bad, maxNodes }) => {
      const failing = bad.map((nth) => `n${nth}`);
      const ids = idsOf(count);
      fc.pre(ids.some((id) => !failing.includes(id)));
      const { github, queries } = createGitHub({ bad: failing, maxNodes });
      const found = await createNodeQuery({ fields: '' })(github, ids, {});
      expect(found.map(({ id, failure }) => [id, failure !== null])).toEqual(
        ids.map((id) => [id, failing.includes(id)]),
      );
      expect(queries()).toBeLessThanOrEqual(2 * Math.ceil(count / maxNodes) + 20 + 18 * failing.length);
    }),
  );
});

test('a size that is too large is tried again less and less often', async () => {
  const { github, queries } = createGitHub({ maxNodes: 4 });
  await createNodeQuery({ fields: '' })(github, idsOf(200), {});
  expect(queries()).toBeLessThanOrEqual(80);
});

test('once GitHub answers, queries grow again up to its limit', async () => {
  const { github, queries } = createGitHub({ bad: ['n0'] });
  const query = createNodeQuery({ fields: '' });
  await query(github, idsOf(100), {});
  const before = queries();
  await query(github, idsOf(101).slice(1), {});
  expect(queries() - before).toBe(1);
});

test('if GitHub answers for no node at all, that is an error after a few queries', async () => {
  for (const count of [100, 5]) {
    const { github, queries } = createGitHub({ maxNodes: 0 });
    await expect(createNodeQuery({ fields: '' })(github, idsOf(count), {})).rejects.toThrow('Bad Gateway');
    expect(queries()).toBeLessThanOrEqual(16);
  }
});
