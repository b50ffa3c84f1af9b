import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { createDeliverer } from '../delivery/create-deliverer.ts';
import { createFaultyDeliverer } from '../delivery/create-faulty-deliverer.ts';
import { createRest } from '../rest/create-rest.ts';
import { createSimulatorHandler } from './create-simulator-handler.ts';

const controlToken = 'the-token-of-the-test';

async function serve() {
  const simulator = createSimulator({ seed: 1, webhookUrl: 'http://127.0.0.1:1' });
  const deliverer = createFaultyDeliverer(createDeliverer({ appId: simulator.app.id }));
  const rest = createRest({ simulator, deliverer });
  const server = createServer(createSimulatorHandler({ simulator, deliverer, rest, controlToken })).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(path.startsWith('/_sim/') && { authorization: `Bearer ${controlToken}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: JSON.parse((await response.text()) || 'null') };
  };
  const visit = async (path: string) => {
    const { headers } = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
    return headers.get('location');
  };
  return {
    ask,
    visit,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('a command over HTTP changes the world, returns its result, and sends its deliveries', async () => {
  await using simulator = await serve();
  await simulator.ask('POST', '/_sim/commands/install', { by: 'ada-okafor' });
  const opened = await simulator.ask('POST', '/_sim/commands/openIssue', {
    repository: 'storefront',
    by: 'ada-okafor',
    title: 'From outside',
  });
  expect(opened).toMatchObject({
    status: 200,
    json: {
      value: { number: 1, title: 'From outside' },
      deliveries: [{ event: 'issues', action: 'opened' }],
    },
  });
  const issue = await simulator.ask('GET', '/repos/demo-org/storefront/issues/1');
  expect(issue.json.title).toBe('From outside');
  const sent = async () => (await simulator.ask('GET', '/_sim/deliveries')).json;
  await expect.poll(() => sent()).toHaveLength(2);
});

test.each([
  ['an unknown command', '/_sim/commands/constructor', {}, 404],
  [
    'an unknown object',
    '/_sim/commands/closeIssue',
    { repository: 'storefront', by: 'ada-okafor', number: 9 },
    404,
  ],
  ['what GitHub would refuse', '/_sim/commands/unstar', { repository: 'storefront', by: 'ada-okafor' }, 422],
  [
    'input of a wrong type',
    '/_sim/commands/push',
    { repository: 'storefront', by: 'ada-okafor', branch: 'main' },
    422,
  ],
  ['a rule without a fault', '/_sim/faults', { path: '/issues' }, 422],
  ['a rule with an unknown field', '/_sim/faults', { fault: { kind: 'reset' }, times: 2 }, 422],
  ['a path that is not a pattern', '/_sim/faults', { fault: { kind: 'reset' }, path: '(' }, 422],
  ['half a request', '/_sim/faults', { fault: { kind: 'reset' }, count: 0.5 }, 422],
  ['a probability over 1', '/_sim/faults', { fault: { kind: 'reset' }, probability: 2 }, 422],
  ['a latency without time', '/_sim/faults', { fault: { kind: 'latency' } }, 422],
  ['an unsupported status', '/_sim/faults', { fault: { kind: 'status', status: 404 } }, 422],
  ['a skew that is not a number', '/_sim/faults', { fault: { kind: 'skew', ms: 'late' } }, 422],
  [
    'a change without a command',
    '/_sim/faults',
    { fault: { kind: 'changes', command: 'x', input: {} } },
    422,
  ],
  ['a change without input', '/_sim/faults', { fault: { kind: 'changes', command: 'star' } }, 422],
  ['an unknown person', '/_sim/person', { login: 'demo-org' }, 404],
  ['a fault of an unknown kind', '/_sim/faults', { fault: { kind: 'sulk' } }, 422],
  ['a clock shift that is not a number', '/_sim/clock', { shift_ms: 'soon' }, 422],
])('%s is rejected with the reason', async (_, path, body, status) => {
  await using simulator = await serve();
  const answer = await simulator.ask('POST', path, body);
  expect(answer).toMatchObject({ status, json: { message: expect.any(String) } });
});

test('tokens, faults, budgets and the clock are set, and requests listed, over HTTP', async () => {
  await using simulator = await serve();
  const { token } = (await simulator.ask('POST', '/_sim/tokens', { login: 'ada-okafor' })).json;
  const headers = { authorization: `token ${token}` };
  const path = '/repos/demo-org/storefront';
  await simulator.ask('POST', '/_sim/faults', { fault: { kind: 'status', status: 503 }, count: 1 });
  expect((await simulator.ask('GET', '/user', undefined, headers).catch(() => null))?.status ?? 503).toBe(
    503,
  );
  expect((await simulator.ask('GET', '/_sim/faults')).json).toMatchObject([{ met: 1 }]);
  expect((await simulator.ask('GET', path, undefined, headers)).status).toBe(200);
  const [request] = (await simulator.ask('GET', '/_sim/requests?status=200')).json;
  expect(request).toMatchObject({ method: 'GET', path, route: 'GET /repos/:owner/:repo', cost: 1 });
  const budget = { payer: request.payer, resource: 'core', used: 5_000 };
  await simulator.ask('POST', '/_sim/budgets', budget);
  expect((await simulator.ask('GET', path, undefined, headers)).status).toBe(403);
  await simulator.ask('POST', '/_sim/clock', { shift_ms: 3_700_000 });
  expect((await simulator.ask('GET', path, undefined, headers)).status).toBe(200);
  await simulator.ask('DELETE', '/_sim/requests');
  expect((await simulator.ask('GET', '/_sim/requests')).json).toEqual([]);
});

test('clock skew and changing lists are rules like the others, and invalid ones return the fault', async () => {
  await using simulator = await serve();
  const input = { repository: 'storefront', by: 'ada-okafor', title: 'While it is read' };
  const changes = { fault: { kind: 'changes', command: 'openIssue', input }, path: '/issues', count: 1 };
  expect((await simulator.ask('POST', '/_sim/faults', changes)).json).toEqual({ id: 1 });
  const skew = { fault: { kind: 'skew', ms: -1_500 }, method: 'GET', probability: 1, seed: 3 };
  expect((await simulator.ask('POST', '/_sim/faults', skew)).json).toEqual({ id: 2 });
  const issues = async () => (await simulator.ask('GET', '/repos/demo-org/storefront/issues')).json;
  expect(await issues()).toEqual([]);
  expect(await issues()).toMatchObject([{ title: 'While it is read' }]);
  expect((await simulator.ask('GET', '/_sim/faults')).json).toMatchObject([
    { rule: changes, met: 1 },
    { rule: skew, met: 2 },
  ]);
  const wrong = { fault: { kind: 'status', status: 418 } };
  expect((await simulator.ask('POST', '/_sim/faults', wrong)).json.message).toBe(
    'fault.status must be one of 500, 502, 503, 504',
  );
});

test('the App is read and updated, and the person who authorises it selected, over HTTP', async () => {
  await using simulator = await serve();
  const callbackUrls = ['https://twin.example/back'];
  await simulator.ask('POST', '/_sim/commands/editApp', { name: 'Our Twin', callbackUrls });
  const { json: app } = await simulator.ask('GET', '/_sim/app');
  expect(app).toMatchObject({
    slug: 'our-twin',
    client_id: expect.stringMatching(/^Iv1\.[0-9a-f]{16}$/),
    client_secret: expect.stringMatching(/^[0-9a-f]{40}$/),
    callback_urls: callbackUrls,
    private_key: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
  });
  expect((await simulator.ask('POST', '/_sim/person', { login: 'emi-tanaka' })).json).toEqual({
    login: 'emi-tanaka',
    denies: false,
    mayOnlyRequest: false,
  });
  const path = `/login/oauth/authorize?client_id=${app.client_id}`;
  const to = (await simulator.visit(path)) ?? '';
  const code = new URL(to).searchParams.get('code');
  const { client_id, client_secret } = app;
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const exchange = { client_id, client_secret, code };
  const granted = await simulator.ask('POST', '/login/oauth/access_token', exchange, json);
  const headers = { authorization: `token ${granted.json.access_token}` };
  expect((await simulator.ask('GET', '/user', undefined, headers)).json.login).toBe('emi-tanaka');
});

test('deliveries are dropped by a rule over HTTP, and an invalid rule returns the fault', async () => {
  await using simulator = await serve();
  await simulator.ask('POST', '/_sim/commands/install', { by: 'ada-okafor' });
  expect((await simulator.ask('POST', '/_sim/delivery-faults', { kind: 'drop', event: 'star' })).status).toBe(
    200,
  );
  const { json } = await simulator.ask('POST', '/_sim/commands/star', {
    repository: 'storefront',
    by: 'ada-okafor',
  });
  const attempts = await simulator.ask('GET', '/_sim/deliveries');
  const [star] = attempts.json.filter(({ guid }: { guid: string }) => guid === json.deliveries[0].guid);
  expect(star).toMatchObject({ event: 'star', status_code: 0 });
  const refused = await simulator.ask('POST', '/_sim/delivery-faults', { kind: 'lose' });
  expect(refused).toMatchObject({
    status: 422,
    json: { message: expect.stringContaining('kind must be one of drop') },
  });
});
