import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import type { Hook } from '../world/model.ts';
import { createDeliverer } from './create-deliverer.ts';

const hook: Hook = {
  id: 480_123_456,
  target: { type: 'integration' },
  active: true,
  events: ['issues'],
  url: 'http://127.0.0.1:1',
  secret: 'a secret',
  contentType: 'json',
  createdAt: '2026-01-05T09:00:00Z',
  updatedAt: '2026-01-05T09:00:00Z',
};

const delivery: Delivery = {
  guid: '3f2b5c1e-8d1a-4c57-9a53-1f7c0f1f6d11',
  event: 'issues',
  action: 'opened',
  body: '{"action":"opened","issue":{"title":"Größe ✓"}}',
  hook,
  installationId: 58_000_001,
  repositoryId: null,
};

const to = (url: string, other: Partial<Hook> = {}): Delivery => ({
  ...delivery,
  hook: { ...hook, url, ...other },
});

async function serve(handler: RequestListener) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/github`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return Buffer.concat(await request.toArray());
}

const appId = 912_345;

test('a delivery has the headers of GitHub and the exact body, signed', async () => {
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  await using server = await serve(async (request, response) => {
    received.push({ request, body: await bodyOf(request) });
    response.writeHead(202).end('{"status":"accepted"}');
  });
  const record = await createDeliverer({ appId }).deliver(to(server.url));

  expect(received).toHaveLength(1);
  const { request, body } = received[0] ?? expect.fail();
  expect(request.method).toBe('POST');
  expect(body.toString()).toBe(delivery.body);
  const hmac = (algorithm: string) => createHmac(algorithm, 'a secret').update(body).digest('hex');
  expect(request.headers).toMatchObject({
    accept: '*/*',
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-github-delivery': delivery.guid,
    'x-github-event': 'issues',
    'x-github-hook-id': '480123456',
    'x-github-hook-installation-target-id': '912345',
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': `sha1=${hmac('sha1')}`,
    'x-hub-signature-256': `sha256=${hmac('sha256')}`,
  });
  expect(request.headers['user-agent']).toMatch(/^GitHub-Hookshot\/[0-9a-f]{7}$/);
  expect(record).toMatchObject({
    guid: delivery.guid,
    event: 'issues',
    action: 'opened',
    hook_id: hook.id,
    installation_id: 58_000_001,
    status_code: 202,
    status: 'OK',
  });
});

test('a form hook receives the payload in a form, signed as sent, with its organisation as target', async () => {
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  await using server = await serve(async (request, response) => {
    received.push({ request, body: await bodyOf(request) });
    response.end();
  });
  const target: Hook['target'] = {
    type: 'organization',
    account: createSimulator({ seed: 1 }).world.organisation,
  };
  await createDeliverer({ appId }).deliver(to(server.url, { target, contentType: 'form' }));
  const { request, body } = received[0] ?? expect.fail();
  expect(new URLSearchParams(body.toString()).get('payload')).toBe(delivery.body);
  expect(request.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'x-github-hook-installation-target-id': String(target.account.id),
    'x-github-hook-installation-target-type': 'organization',
    'x-hub-signature-256': `sha256=${createHmac('sha256', 'a secret').update(body).digest('hex')}`,
  });
});

test('a hook without a secret gets no signature', async () => {
  const received: IncomingMessage[] = [];
  await using server = await serve((request, response) => {
    received.push(request);
    response.end();
  });
  await createDeliverer({ appId }).deliver(to(server.url, { secret: null }));
  expect(Object.keys(received[0]?.headers ?? {}).filter((name) => name.includes('signature'))).toEqual([]);
  expect(received).toHaveLength(1);
});

test('a refused delivery is recorded and not retried', async () => {
  let requests = 0;
  await using server = await serve((_, response) => {
    requests += 1;
    response.writeHead(503).end();
  });
  const deliverer = createDeliverer({ appId });
  await deliverer.deliver(to(server.url));
  expect(requests).toBe(1);
  expect(deliverer.records()).toMatchObject([{ status_code: 503, status: 'Service Unavailable' }]);
});

test('a missing response is a failed delivery', async () => {
  await using server = await serve(() => {});
  const record = await createDeliverer({ appId, timeoutMs: 20 }).deliver(to(server.url));
  expect(record).toMatchObject({ status_code: 0, status: 'timed out' });
});

test('an unreachable host is a failed delivery, not an error', async () => {
  const { url, ...server } = await serve(() => {});
  await server[Symbol.asyncDispose]();
  const record = await createDeliverer({ appId }).deliver(to(url));
  expect(record).toMatchObject({ status_code: 0, status: 'failed to connect to host' });
});

test('the log keeps the newest records only, newest first', async () => {
  await using server = await serve((_, response) => void response.end());
  const deliverer = createDeliverer({ appId, keepRecords: 3 });
  for (const guid of ['1', '2', '3', '4']) await deliverer.deliver({ ...to(server.url), guid });
  expect(deliverer.records().map(({ guid }) => guid)).toEqual(['4', '3', '2']);
});
