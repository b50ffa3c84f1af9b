import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test('the hash of a commit is found in either case', async () => {
  const hash = 'abcdef'.padEnd(40, '0');
  await api.apply([runOf({ id: 1, fullName: 'acme/rocket' }, { id: 5, head_sha: hash })]);
  for (const given of [hash, hash.toUpperCase()]) {
    for (const path of ['/api/v1/runs', '/api/v1/repositories/acme/rocket/runs'])
      expect((await api.ask(`${path}?head_sha=${given}`)).json.data, given).toMatchObject([{ id: 5 }]);
  }
});
