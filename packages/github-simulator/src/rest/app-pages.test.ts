import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { expect, test } from 'vitest';
import { serveRest } from './serve-rest.ts';

const callback = 'https://twin.example/callback?from=github';
const newPage = '/apps/hubtwin/installations/new';

async function serve() {
  const running = await serveRest({ callbackUrls: [callback], webhookUrl: 'http://127.0.0.1:1' });
  const visit = async (path: string, form?: Record<string, string>) => {
    const { status, headers } = await fetch(running.url + path, {
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const to = new URL(headers.get('location') ?? 'none:');
    return { status, to, query: Object.fromEntries(to.searchParams) };
  };
  return { ...running, visit, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

test('installing the App redirects back with a code, the installation and the state, and notifies the webhook', async () => {
  await using github = await serve();
  const { deliverer, simulator, visit } = github;
  const { status, to, query } = await visit(`${newPage}?state=signed`);
  const [installation] = [...simulator.world.installations.values()];
  expect([status, to.origin + to.pathname]).toEqual([302, 'https://twin.example/callback']);
  expect(query).toEqual({
    from: 'github',
    code: expect.stringMatching(/^[0-9a-f]{20}$/),
    installation_id: `${installation?.id}`,
    setup_action: 'install',
    state: 'signed',
  });
  expect(installation).toMatchObject({ selection: 'all', account: { login: 'demo-org' } });
  await expect.poll(() => deliverer.records()).toMatchObject([{ event: 'installation', action: 'created' }]);
  expect((await visit(newPage)).query).toMatchObject({
    setup_action: 'update',
    installation_id: `${installation?.id}`,
  });
  expect((await visit('/apps/other/installations/new')).status).toBe(404);
});

test('the App is installed on the suggested target and repositories, and without authorisation redirects to its setup URL', async () => {
  await using github = await serve();
  const { simulator, visit } = github;
  const { commands, world } = simulator;
  commands.editApp({ requestsOauthOnInstall: false, setupUrl: 'https://twin.example/setup' });
  const { value: account } = commands.createOrganisation({ login: 'other-org' });
  const { value: repository } = commands.createRepository({ repository: 'other-org/one', by: 'ada-okafor' });
  commands.createRepository({ repository: 'other-org/two', by: 'ada-okafor' });
  const { to, query } = await visit(
    `${newPage}?suggested_target_id=${account.id}&repository_ids[]=${repository.id}`,
  );
  const [installation] = [...world.installations.values()];
  expect(to.pathname).toBe('/setup');
  expect(query).toEqual({ installation_id: `${installation?.id}`, setup_action: 'install' });
  expect(installation?.account).toBe(account);
  expect([...(installation?.repositoryIds ?? [])]).toEqual([repository.id]);
});

test('an App from a manifest signs with its key, and its webhook with the returned secret', async () => {
  const received: { signature: unknown; body: Buffer }[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ signature: request.headers['x-hub-signature-256'], body: Buffer.concat(chunks) });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  await using github = await serve();
  const { simulator, url, visit } = github;
  const manifest = JSON.stringify({
    name: 'Twin of Ours',
    url: 'https://twin.example',
    redirect_url: 'https://twin.example/made',
    hook_attributes: { url: `http://127.0.0.1:${port}/` },
    callback_urls: ['https://twin.example/back'],
    request_oauth_on_install: true,
    default_permissions: { issues: 'read', metadata: 'read' },
    default_events: ['issues'],
  });
  const { status, to, query } = await visit('/organizations/demo-org/settings/apps/new?state=m', {
    manifest,
  });
  expect([status, to.pathname, query.state]).toEqual([302, '/made', 'm']);
  expect(simulator.app.slug).toBe('hubtwin');
  const code = query.code ?? '';
  const { status: made, data } = await new Octokit({ baseUrl: url }).request(
    'POST /app-manifests/{code}/conversions',
    { code },
  );
  expect(made).toBe(201);
  expect(data).toMatchObject({
    id: simulator.app.id,
    slug: 'twin-of-ours',
    name: 'Twin of Ours',
    html_url: `${url}/apps/twin-of-ours`,
    owner: { login: 'demo-org' },
    client_secret: expect.stringMatching(/^[0-9a-f]{40}$/),
    permissions: { issues: 'read', metadata: 'read' },
    events: ['issues'],
  });
  const app = new Octokit({
    baseUrl: url,
    authStrategy: createAppAuth,
    auth: { appId: data.id, privateKey: data.pem },
  });
  expect((await app.request('GET /app')).data?.slug).toBe('twin-of-ours');
  await expect.poll(() => received.length).toBe(1);
  const [{ signature, body } = expect.fail()] = received;
  const hmac = createHmac('sha256', data.webhook_secret ?? '').update(body);
  expect(JSON.parse(body.toString()).zen).toEqual(expect.any(String));
  expect(signature).toBe(`sha256=${hmac.digest('hex')}`);
  const { query: installed } = await visit('/apps/twin-of-ours/installations/new');
  expect(Object.keys(installed)).toEqual(['code', 'installation_id', 'setup_action']);
  expect([...simulator.world.installations.values()]).toMatchObject([
    { permissions: { issues: 'read', metadata: 'read' }, events: ['issues'] },
  ]);
  const again = await fetch(`${url}/app-manifests/${code}/conversions`, { method: 'POST' });
  expect(again.status).toBe(404);
  receiver.close();
});

test.each([
  ['no JSON', 'name'],
  ['no redirect', JSON.stringify({ name: 'A', url: 'https://a.example' })],
  ['no name', JSON.stringify({ url: 'https://a.example', redirect_url: 'https://a.example' })],
  [
    'a webhook without URL',
    JSON.stringify({
      name: 'A',
      url: 'https://a.example',
      redirect_url: 'https://a.example',
      hook_attributes: {},
    }),
  ],
])('a manifest with %s is rejected', async (_, manifest) => {
  await using github = await serve();
  expect((await github.visit('/settings/apps/new', { manifest })).status).toBe(422);
});

test('the code of a manifest is valid for an hour', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using running = await serveRest({ clock: () => now, webhookUrl: 'http://127.0.0.1:1' });
  const manifest = JSON.stringify({ name: 'A', url: 'https://a.example', redirect_url: 'https://a.example' });
  const response = await fetch(`${running.url}/settings/apps/new`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ manifest }),
  });
  const code = new URL(response.headers.get('location') ?? '').searchParams.get('code');
  now += 3_600_000;
  const late = await fetch(`${running.url}/app-manifests/${code}/conversions`, { method: 'POST' });
  expect(late.status).toBe(404);
});
