import { contract } from '@hubtwin/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const routes = Object.entries(contract).filter(([, { scope }]) => scope !== null);
const pathOf = (path: string) =>
  path
    .replace('{owner}', 'acme')
    .replace('{repo}', 'rocket')
    .replaceAll(/\{\w+\}/g, '1');

test.for(routes)(
  '%s refuses a parameter that it does not know, and names those that it does',
  async ([, route]) => {
    for (const name of ['no_such_parameter', '__proto__', 'constructor', 'LIMIT']) {
      const answer = await api.ask(`${pathOf(route.path)}?${name}=1`, { method: route.method.toUpperCase() });
      expect([answer.status, answer.json?.code], `${name}: ${answer.text}`).toEqual([400, 'invalid_request']);
      const error = answer.json?.errors?.find(({ path }: { path: string }) => path === `query.${name}`);
      for (const known of Object.keys(route.query.shape)) expect(error?.message).toContain(known);
    }
  },
);

test('routes that need no key take what others add to their address', async () => {
  for (const path of ['/healthz?probe=1', '/docs?from=mail', '/openapi.json?x=1']) {
    expect((await api.ask(path)).status, path).toBe(200);
  }
});

test('a parameter that is given twice is refused by one error, which says so', async () => {
  for (const name of ['state', 'labels', 'limit', 'sort', 'since']) {
    const { status, json } = await api.ask(`/api/v1/issues?${name}=open&${name}=closed`);
    expect(status, name).toBe(400);
    expect(json.errors).toEqual([{ path: `query.${name}`, message: 'must be given once' }]);
  }
});
