import { storeObservations } from '@hubtwin/database';
import { settleHooks } from '@hubtwin/hooks';
import { appManifest, interpretDelivery, listInstallation } from '@hubtwin/replication';
import { freePort, startApp, waitFor } from '@hubtwin/test-kit';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { issueOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const configs = '/api/v1/webhooks/configs';
const repository = 'demo-org/storefront';
const threeDaysMs = 3 * 86_400_000;
const secret = 'canary-secret-of-a-hook-0123456789';

const owned = new AsyncDisposableStack();
let github: TestGitHub;
let api: TestApi;
let url: string;
beforeAll(async () => {
  github = owned.use(await startGitHub());
  const port = await freePort();
  url = `http://127.0.0.1:${port}/webhooks/github`;
  const client = { ...github.options, retryCount: 0, timeoutMs: 2_000 };
  api = owned.use(await startApi({ github: client, hooks: { url, isEnabled: true } }));
  owned.use(
    await startApp('ingress', {
      DATABASE_URL: api.connection.url,
      INGRESS_PORT: `${port}`,
      ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
      GITHUB_WEBHOOK_SECRET: 'the-global-secret',
    }),
  );
  const id = github.simulator.simulator.world.names.get(repository) ?? 0;
  await api.apply([issueOf({ id, fullName: repository }, { id: 1, number: 1 })]);
});
afterEach(async () => {
  github.simulator.rest.faults.clear();
  const { world } = github.simulator.simulator;
  for (const [id] of world.hooks) if (id !== world.app.hookId) world.hooks.delete(id);
  await api.connection.pool.query('delete from webhook_configs');
});
afterAll(() => owned.disposeAsync());

const ask = (method: string, path: string, body?: object, key?: string) =>
  api.ask(path, { method, ...(body && { body }), ...(key !== undefined && { key }) });
const hooks = () => {
  const { world } = github.simulator.simulator;
  return [...world.hooks.values()].filter(({ id }) => id !== world.app.hookId);
};
const stored = async () =>
  (await api.connection.pool.query('select * from webhook_configs order by id')).rows;
const received = async (event: string) =>
  (
    await api.connection.pool.query(
      'select * from webhook_deliveries where event = $1 order by received_at desc',
      [event],
    )
  ).rows;
/** Opens an issue, and sends its deliveries to the ingress. @returns their statuses. */
async function openIssue() {
  const { commands } = github.simulator.simulator;
  const { deliveries } = commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: 'Slow' });
  const ours = deliveries.filter(({ hook }) => hook.url === url);
  const sent = await Promise.all(ours.map((delivery) => github.simulator.deliverer.deliver(delivery)));
  return sent.map((record) => record?.status_code);
}

test('a hook is registered on GitHub, and what it sends is accepted from its ping on', async () => {
  const made = await ask('POST', configs, { repository, events: ['issues'] });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    repository: { full_name: repository },
    events: ['issues'],
    active: true,
    url,
  });
  expect(made.json.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(made.headers.get('location')).toBe(`${configs}/${made.json.id}`);
  expect(hooks()).toMatchObject([
    { id: made.json.hook_id, url, secret: made.json.secret, events: ['issues'], contentType: 'json' },
  ]);
  const [row] = await stored();
  expect(row.secret.includes(made.json.secret)).toBe(false);
  await waitFor('the ping', async () => (await received('ping')).length === 1);
  expect(await openIssue()).toEqual([202]);

  const { json: shown } = await ask('GET', `${configs}/${made.json.id}`);
  const { secret: _, ...rest } = made.json;
  expect(shown).toEqual(rest);
  expect((await ask('GET', configs)).json.data).toEqual([shown]);
  const { json } = await ask('GET', `/api/v1/repositories/${repository}`);
  expect(json.webhook_configured).toBe(true);
});

test('a hook is changed on GitHub and here; its new secret counts at once, and the old one still does', async () => {
  const { json: made } = await ask('POST', configs, { repository, events: ['issues'] });
  const path = `${configs}/${made.id}`;
  const changed = await ask('PATCH', path, { secret, events: ['*'], actions: ['issues.opened'] });
  expect([changed.status, changed.json]).toMatchObject([200, { events: ['*'], actions: ['issues.opened'] }]);
  expect(changed.text).not.toContain(secret);
  expect(hooks()).toMatchObject([{ secret, events: ['*'], url, contentType: 'json' }]);
  expect(await openIssue()).toEqual([202]);
  const [hook = expect.fail()] = hooks();
  hook.secret = made.secret;
  expect(await openIssue()).toEqual([202]);
  hook.secret = 'of no config';
  expect(await openIssue()).toEqual([401]);
  hook.secret = secret;

  expect((await ask('PATCH', path, { active: false })).json.active).toBe(false);
  expect(hooks()).toMatchObject([{ active: false, secret }]);
  const before = github.simulator.rest.log.list({}).length;
  expect((await ask('PATCH', path, { repositories: ['demo-org/*'] })).json.repositories).toEqual([
    'demo-org/*',
  ]);
  expect(github.simulator.rest.log.list({}).length, 'filters are ours alone').toBe(before);
});

test('a hook is removed from GitHub and here, also when GitHub has lost it', async () => {
  for (const isLost of [false, true]) {
    const { json: made } = await ask('POST', configs, { repository });
    if (isLost) github.simulator.simulator.world.hooks.delete(made.hook_id);
    expect((await ask('DELETE', `${configs}/${made.id}`)).status).toBe(204);
    expect([hooks(), await stored()]).toEqual([[], []]);
    expect((await ask('GET', `${configs}/${made.id}`)).status).toBe(404);
  }
  const { json } = await ask('GET', `/api/v1/repositories/${repository}`);
  expect(json.webhook_configured).toBe(false);
});

test('a hook of an organisation reports all its repositories', async () => {
  github.simulator.rest.log.clear();
  const token = github.simulator.rest.credentials.createPersonalToken({
    login: 'ada-okafor',
    scopes: ['repo', 'admin:org_hook'],
  });
  await using other = await startApi({
    github: { ...github.options, tokens: [token] },
    hooks: { url, isEnabled: true },
  });
  const body = { organization: 'demo-org', events: ['issues'] };
  const made = await other.ask(configs, { method: 'POST', body });
  expect([made.status, made.json]).toMatchObject([201, { organization: 'demo-org', repository: null }]);
  expect(hooks()).toMatchObject([{ target: { type: 'organization' } }]);
  const limited = await other.createKey({ scopes: ['read', 'admin'], repositoryIds: [1] });
  expect((await other.ask(configs, { key: limited })).json.data).toEqual([]);
  expect((await other.ask(`${configs}/${made.json.id}`, { key: limited })).status).toBe(404);
  expect((await other.ask(configs, { method: 'POST', body, key: limited })).status).toBe(404);
});

test('a refused registration leaves no config', async () => {
  expect((await ask('POST', configs, { repository, events: ['push'] })).status).toBe(201);
  const again = await ask('POST', configs, { repository, events: ['push'] });
  expect([again.status, again.json.code]).toEqual([422, 'github_validation']);
  const nowhere = await ask('POST', configs, { organization: 'no-such', events: ['push'] });
  expect([nowhere.status, nowhere.json.code]).toEqual([404, 'github_not_found']);
  expect([hooks().length, (await stored()).length]).toEqual([1, 1]);
});

test('a hook that GitHub created before its response was lost is adopted', async () => {
  const post = { method: 'POST', path: '/hooks$' };
  github.simulator.rest.faults.add({ fault: { kind: 'truncated' }, ...post, count: 1 });
  const made = await ask('POST', configs, { repository, events: ['issues'], secret });
  expect([made.status, made.json.hook_id]).toEqual([201, hooks()[0]?.id]);
  expect(await openIssue()).toEqual([202]);

  // Both the response and the list of hooks are lost.
  github.simulator.rest.faults.add({ fault: { kind: 'truncated' }, ...post, count: 1 });
  const lists = github.simulator.rest.faults.add({
    fault: { kind: 'status', status: 500 },
    method: 'GET',
    path: '/hooks',
  });
  const unclear = await ask('POST', configs, { repository, events: ['push'] });
  expect(unclear.status).toBe(502);
  const [, pending] = await stored();
  expect(pending.hook_id).toBeNull();
  expect((await ask('DELETE', `${configs}/${pending.id}`)).json.code).toBe('hook_busy');
  github.simulator.rest.faults.remove(lists);
  const { database } = api.connection;
  const view = { database, github: api.github };
  expect(await settleHooks(view, { olderThanSeconds: 0 })).toEqual({ adopted: 1, removed: 0 });
  expect((await stored())[1].hook_id).toBe(hooks()[1]?.id);
  await api.connection.pool.query('update webhook_configs set hook_id = null where id = $1', [pending.id]);
  github.simulator.simulator.world.hooks.delete(hooks()[1]?.id ?? 0);
  expect(await settleHooks(view, { olderThanSeconds: 0 })).toEqual({ adopted: 0, removed: 1 });
});

test('a hook that GitHub created while our clock was ahead is adopted, at once or once the clock is corrected', async () => {
  const lose = (count: number) => {
    const { faults } = github.simulator.rest;
    faults.add({ fault: { kind: 'truncated' }, method: 'POST', path: '/hooks$', count: 1 });
    if (count > 1)
      faults.add({ fault: { kind: 'status', status: 500 }, method: 'GET', path: '/hooks', count: 9 });
  };
  vi.setSystemTime(Date.now() + threeDaysMs);
  try {
    lose(1);
    const made = await ask('POST', configs, { repository, events: ['issues'] });
    expect([made.status, made.json.hook_id]).toEqual([201, hooks()[0]?.id]);
  } finally {
    vi.useRealTimers();
  }
  lose(2);
  expect((await ask('POST', configs, { repository, events: ['push'] })).status).toBe(502);
  github.simulator.rest.faults.clear();
  const { database, pool } = api.connection;
  await pool.query(`update webhook_configs set created_at = now() + interval '3 days' where hook_id is null`);
  const settled = await settleHooks({ database, github: api.github }, { olderThanSeconds: 120 });
  expect(settled).toEqual({ adopted: 1, removed: 0 });
  expect((await stored())[1].hook_id).toBe(hooks()[1]?.id);
});

test('while it is unclear which secret GitHub has, both are accepted', async () => {
  const { json: made } = await ask('POST', configs, { repository, events: ['issues'] });
  github.simulator.rest.faults.add({
    fault: { kind: 'truncated' },
    method: 'PATCH',
    path: '/hooks/',
    count: 3,
  });
  expect((await ask('PATCH', `${configs}/${made.id}`, { secret })).status).toBe(502);
  const [hook = expect.fail()] = hooks();
  for (const known of [made.secret, secret]) {
    hook.secret = known;
    expect(await openIssue()).toEqual([202]);
  }
});

test('no hook is registered if webhooks are disabled, or the URL is missing', async () => {
  for (const [hooks, code] of [
    [{ url, isEnabled: false }, 'webhooks_disabled'],
    [{ url: undefined, isEnabled: true }, 'webhook_url_missing'],
  ] as const) {
    await using bare = await startApi({ github: github.options, hooks });
    const id = github.simulator.simulator.world.names.get(repository) ?? 0;
    await bare.apply([issueOf({ id, fullName: repository }, { id: 1, number: 1 })]);
    const { status, json } = await bare.ask(configs, { method: 'POST', body: { repository } });
    expect([status, json.code]).toEqual([409, code]);
  }
});

test('invalid configs are refused before a request to GitHub', async () => {
  github.simulator.rest.log.clear();
  for (const body of [
    {},
    { repository, organization: 'demo-org' },
    { repository, secret: 'short' },
    { repository, events: [] },
    { repository, events: ['Issues'] },
    { repository, url: 'https://elsewhere.example' },
  ]) {
    expect([body, (await ask('POST', configs, body)).status]).toEqual([body, 400]);
  }
  expect((await ask('POST', configs, { repository: 'demo-org/none' })).status).toBe(404);
  expect(github.simulator.rest.log.list({})).toEqual([]);
});

test('an App registers hooks with what its manifest requests, and is refused without', async () => {
  const { simulator } = github.simulator;
  const { baseUrl = '' } = github.options;
  await using byApp = await startApi({
    github: { baseUrl, app: github.app },
    hooks: { url, isEnabled: true },
  });
  const { database } = byApp.connection;
  await listInstallation({ database, github: byApp.github }, github.installationId, { priority: 'critical' });
  const register = () =>
    byApp.ask(configs, { method: 'POST', body: { repository, events: ['push'], secret } });
  const refused = await register();
  expect([refused.status, refused.json.code]).toEqual([502, 'github_permission']);

  const permissions = { repository_hooks: 'write', organization_hooks: 'write' } as const;
  const manifest = appManifest({ name: '', publicUrl: '', webhookUrl: '', redirectUrl: '' });
  expect(manifest.default_permissions).toMatchObject(permissions);
  const { deliveries } = simulator.commands.acceptPermissions({ by: 'ada-okafor', permissions });
  for (const { event, body } of deliveries) {
    const payload = JSON.parse(body);
    await storeObservations(
      database,
      interpretDelivery({ event, payload, receivedAt: new Date() }).observations,
    );
  }
  expect((await register()).status).toBe(201);
  const org = { organization: 'demo-org', events: ['push'], secret };
  expect((await byApp.ask(configs, { method: 'POST', body: org })).status).toBe(201);
});
