import { contract, type RouteContract } from '@hubtwin/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueOf, pullOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const mine = { id: 6001, fullName: 'acme/rocket' };
const routes = Object.entries<RouteContract>(contract);
const examples: Record<string, string> = {
  owner: 'acme',
  repo: 'rocket',
  number: '1',
  sha: 'a'.repeat(40),
  name: 'bug',
  delivery_id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
};

let api: TestApi;
let limited: string;
beforeAll(async () => {
  api = await startApi();
  await api.apply([issueOf(mine, { id: 1, number: 1 })]);
  limited = await api.createKey({ scopes: ['read', 'write', 'admin'], repositoryIds: [mine.id] });
});
afterAll(() => api[Symbol.asyncDispose]());

const ask = ({ method, path, bodyExample }: RouteContract) =>
  api.ask(
    path.replace(/\{(\w+)\}/g, (_, name: string) => examples[name] ?? '1'),
    {
      key: limited,
      method: method.toUpperCase(),
      ...(bodyExample !== undefined && { body: Object(bodyExample) }),
    },
  );

test('every route that needs a key states what it means for keys limited to some repositories', () => {
  const silent = routes.filter(([, { scope, limitedKeys }]) => scope !== null && limitedKeys === undefined);
  expect(silent.map(([name]) => name)).toEqual([]);
});

test('a limited key with every scope is refused by each administrative route, and reaches each other one', async () => {
  for (const [name, route] of routes.filter(([, { scope }]) => scope !== null)) {
    const { status, json } = await ask(route);
    const isRefused = status === 403 && json?.code === 'limited_key';
    expect([name, isRefused]).toEqual([name, route.limitedKeys === 'refused']);
  }
});

test('what is administrative is a known list: keys, audit log, secrets, budgets, recovery, whole installations', () => {
  const refused = routes.filter(([, { limitedKeys }]) => limitedKeys === 'refused').map(([name]) => name);
  expect(refused.sort()).toEqual([
    'createApiKey',
    'getApiKey',
    'getRateLimitHealth',
    'getRateLimitStatus',
    'getStatus',
    'importInstallation',
    'listApiKeys',
    'listAuditLog',
    'listRateLimitHistory',
    'recoverWebhookEvents',
    'revokeApiKey',
    'rotateSecrets',
    'trackRateLimits',
  ]);
});

test('no answer to a limited key shows the fingerprint of a credential', async () => {
  for (const [, route] of routes.filter(([, { scope, method }]) => scope !== null && method === 'get')) {
    expect((await ask(route)).text).not.toMatch(/"(credential|fingerprint)"/);
  }
});

test('the payload of a transferred issue shows a limited key nothing of where it went, and says so', async () => {
  const elsewhere = 'https://api.github.com/repos/acme/vault';
  const payload = {
    action: 'transferred',
    issue: {
      id: 1,
      number: 1,
      title: 'Slow',
      repository_url: `https://api.github.com/repos/${mine.fullName}`,
    },
    changes: {
      new_issue: { id: 2, number: 9, title: 'Slow', repository_url: elsewhere, url: `${elsewhere}/issues/9` },
      new_repository: { id: 6002, full_name: 'acme/vault', private: true },
    },
    repository: { id: mine.id, full_name: mine.fullName },
  };
  const guid = await storeDelivery(api, 'issues', payload, { status: 'processed', repository_id: mine.id });
  const path = `/api/v1/webhooks/events/${guid}`;
  const { text, json } = await api.ask(path, { key: limited });
  expect(text).not.toMatch(/vault|6002/);
  expect(json).toMatchObject({
    payload: {
      action: 'transferred',
      issue: { title: 'Slow' },
      changes: { new_issue: null, new_repository: null },
    },
    hidden_fields: ['changes.new_issue', 'changes.new_repository'],
  });
  expect((await api.ask(path)).json).toMatchObject({ payload, hidden_fields: [] });
  const both = await api.createKey({ repositoryIds: [mine.id, 6002] });
  expect((await api.ask(path, { key: both })).json.payload.changes.new_repository.full_name).toBe(
    'acme/vault',
  );
});

test('a payload that cannot be searched is not shown to a limited key', async () => {
  const end = { status: 'processed', repository_id: mine.id } as const;
  const large = { repository: { id: mine.id }, text: 'x'.repeat(4 * 1_048_576), to: 'acme/vault' };
  const deep = `{"repository":{"id":${mine.id}},"a":${'['.repeat(100_000)}"acme/vault"${']'.repeat(100_000)}}`;
  for (const body of [large, deep]) {
    const guid = await storeDelivery(api, 'issues', body, end);
    const { json } = await api.ask(`/api/v1/webhooks/events/${guid}`, { key: limited });
    expect(json).toMatchObject({ payload: null, hidden_fields: ['*'] });
  }
});

test("GitHub's own object of a pull request shows a limited key no private fork, also from the cache", async () => {
  await using cached = await startApi({ cache: {} });
  const head = { ref: 'fix', sha: 'a'.repeat(40), repo: { id: 6003, full_name: 'ada/vault', private: true } };
  await cached.apply([pullOf(mine, { id: 20, number: 2, head })]);
  const key = await cached.createKey({ repositoryIds: [mine.id] });
  const path = `/api/v1/repositories/${mine.fullName}/pulls/2`;
  for (let times = 0; times < 2; times += 1) {
    expect((await cached.ask(path)).json.raw.head.repo.full_name).toBe('ada/vault');
    const { text, json } = await cached.ask(path, { key });
    expect(text).not.toMatch(/vault|6003/);
    expect(json.raw.head).toMatchObject({ ref: 'fix', repo: null });
  }
});
