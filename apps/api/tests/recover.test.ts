import { afterEach, expect, test } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
afterEach(() => api[Symbol.asyncDispose]());

const recover = (body?: object, key?: string) =>
  api.ask('/api/v1/webhooks/recover', {
    method: 'POST',
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { key }),
  });

test('a requested recovery is enqueued', async () => {
  api = await startApi({ github: { tokens: ['a-token'] } });
  expect(await recover()).toMatchObject({ status: 202, json: { status: 'queued', deep: false } });
  expect(await recover({ deep: true })).toMatchObject({ status: 202, json: { deep: true } });
  expect(api.recoveries).toEqual([false, true]);
  expect((await recover({ deep: 'very' })).status).toBe(400);
  expect((await recover({ other: 1 })).status).toBe(400);
  expect((await recover({}, await api.createKey({ scopes: ['read'] }))).status).toBe(403);
  expect(api.recoveries).toHaveLength(2);
});

test('without a credential of GitHub there is nothing to enqueue', async () => {
  api = await startApi();
  expect(await recover()).toMatchObject({ status: 409, json: { code: 'github_no_credential' } });
  expect(api.recoveries).toEqual([]);
});
