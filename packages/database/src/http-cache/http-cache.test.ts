import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpCache, type HttpAnswer } from './create-http-cache.ts';
import { pruneHttpCache } from './prune-http-cache.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

const answer: HttpAnswer = {
  etag: 'W/"1"',
  headers: { link: '<x>; rel="next"', etag: 'W/"1"' },
  body: '[{"id":1}]',
};

test('an answer is found by its key, and a newer one replaces it', async () => {
  const cache = createHttpCache(connection.database);
  expect(await cache.find('a')).toBeNull();
  await cache.storeAll(new Map([['a', answer]]));
  expect(await createHttpCache(connection.database).find('a')).toEqual(answer);
  const newer = { ...answer, etag: 'W/"2"', body: '[]' };
  await cache.storeAll(new Map([['a', newer]]));
  expect(await cache.find('a')).toEqual(newer);
});

test('a large answer is not stored, and answers that were not used for days are pruned', async () => {
  const cache = createHttpCache(connection.database);
  const large = { ...answer, body: 'x'.repeat(300_000) };
  await cache.storeAll(
    new Map([
      ['large', large],
      ['old', answer],
      ['wanted', answer],
    ]),
  );
  expect(await cache.find('large')).toBeNull();
  await connection.pool.query(`update http_cache set used_at = now() - interval '3 days'`);
  await cache.find('wanted');
  await pruneHttpCache(connection.database, { days: 2 });
  expect([await cache.find('old'), await cache.find('wanted')]).toEqual([null, answer]);
});
