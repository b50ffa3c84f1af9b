import { expect, test, vi } from 'vitest';
import { createLayeredResponseStore } from './create-layered-response-store.ts';
import {
  createMemoryResponseStore,
  type DurableResponseStore,
  type StoredResponse,
} from './response-store.ts';

const answer = (id: number): StoredResponse => ({ etag: `"${id}"`, headers: {}, body: `{"id":${id}}` });

function createFar() {
  const stored = new Map<string, StoredResponse>();
  const storeAll = vi.fn<DurableResponseStore['storeAll']>(async (responses) => {
    for (const [key, response] of responses) stored.set(key, response);
  });
  return { find: async (key: string) => stored.get(key) ?? null, storeAll, stored };
}

function open(far: DurableResponseStore, onUnavailable: (error: unknown) => void = () => {}) {
  const near = createMemoryResponseStore(10_000);
  return { near, store: createLayeredResponseStore({ near, far, storeAfterMs: 20, onUnavailable }) };
}

test('a response that only the far store has is copied to the near one', async () => {
  const far = createFar();
  far.stored.set('a', answer(1));
  const { near, store } = open(far);
  expect([await near.find('a'), await store.find('a'), await near.find('a')]).toEqual([
    null,
    answer(1),
    answer(1),
  ]);
});

test('a response is stored near at once, and far a little later: in batches, the last of each URL', async () => {
  const far = createFar();
  const { near, store } = open(far);
  await store.store('a', answer(1));
  await store.store('b', answer(2));
  await store.store('a', answer(3));
  expect([await near.find('a'), far.stored.size]).toEqual([answer(3), 0]);
  await vi.waitFor(() => expect([...far.stored.values()]).toEqual([answer(3), answer(2)]));
  expect(far.storeAll).toHaveBeenCalledOnce();
});

test('a large batch does not wait, and disposing stores the rest', async () => {
  const far = createFar();
  const { store } = open(far);
  for (let nth = 0; nth < 101; nth++) await store.store(`${nth}`, answer(nth));
  expect(far.stored.size).toBe(100);
  await store[Symbol.asyncDispose]();
  expect(far.stored.size).toBe(101);
});

test('an unavailable far store is a miss, and is reported', async () => {
  const reasons: unknown[] = [];
  const { store } = open(
    { find: () => Promise.reject('away'), storeAll: () => Promise.reject('away') },
    (reason) => reasons.push(reason),
  );
  expect(await store.find('a')).toBeNull();
  await store.store('a', answer(1));
  await store[Symbol.asyncDispose]();
  expect(await store.find('a')).toEqual(answer(1));
  expect(reasons).toEqual(['away', 'away']);
});
