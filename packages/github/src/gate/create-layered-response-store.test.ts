import { expect, test } from 'vitest';
import { createLayeredResponseStore } from './create-layered-response-store.ts';
import { createMemoryResponseStore, type ResponseStore } from './response-store.ts';

const answer = { etag: '"1"', headers: {}, data: { id: 1 } };

test('what only the far store has comes nearer, and what is stored is in both', async () => {
  const near = createMemoryResponseStore(1_000);
  const far = createMemoryResponseStore(1_000);
  const store = createLayeredResponseStore(near, far, () => {});
  await far.store('a', answer);
  expect([await near.find('a'), await store.find('a'), await near.find('a')]).toEqual([null, answer, answer]);
  await store.store('b', answer);
  expect([await near.find('b'), await far.find('b')]).toEqual([answer, answer]);
});

test('a far store that is away is a miss, and told of', async () => {
  const reasons: unknown[] = [];
  const away: ResponseStore = { find: () => Promise.reject('away'), store: () => Promise.reject('away') };
  const store = createLayeredResponseStore(createMemoryResponseStore(1_000), away, (reason) =>
    reasons.push(reason),
  );
  expect(await store.find('a')).toBeNull();
  await store.store('a', answer);
  expect(await store.find('a')).toEqual(answer);
  expect(reasons).toEqual(['away', 'away']);
});
