import { contract } from '@hubtwin/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../src/routes/index.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test('every route of the contract is served, and no other', () => {
  const served = routes.map(({ contract }) => contract);
  expect(new Set(served)).toEqual(new Set(Object.values(contract)));
  expect(served).toHaveLength(Object.keys(contract).length);
});

test('/openapi.json describes every route that is served', async () => {
  const { json } = await api.ask('/openapi.json', { key: null });
  expect(json.openapi).toMatch(/^3\.1/);
  for (const [name, { method, path, summary }] of Object.entries(contract)) {
    expect(json.paths[path]?.[method]).toMatchObject({ operationId: name, summary });
  }
});

test.for(['/docs', '/redoc'])(
  '%s loads everything from us, as its content security policy demands',
  async (path) => {
    const page = await api.ask(path, { key: null });
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(assets.length).toBeGreaterThanOrEqual(3);
    for (const address of assets) {
      expect(address).toMatch(/^\/docs\/assets\//);
      const asset = await api.ask(address, { key: null });
      expect(asset.status).toBe(200);
      expect(asset.text).not.toBe('');
    }
    const types = await Promise.all(
      assets.map(
        async (address) => (await api.ask(address, { key: null })).headers.get('content-type') ?? '',
      ),
    );
    expect(types.join()).toContain('javascript');
    expect(page.text).not.toMatch(/<script>|<style>|https?:\/\//);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
  },
);
