import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startSimulator } from '../start-simulator.ts';
import { listen } from './listen.ts';

interface TestRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request that a browser can be tricked into, possibly to a host name of the attacker. */
async function send(
  port: number,
  { method = 'POST', path = '/_sim/commands/star', headers = {}, body = '' }: TestRequest,
) {
  const requested = request({ host: '127.0.0.1', port, method, path, headers });
  requested.end(body);
  const [response] = await once(requested, 'response');
  return { status: response.statusCode, json: await json(response).catch(() => null) };
}

test('without the token no client controls the simulator or reads its secrets, from any origin', async () => {
  await using simulator = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
  const { port, controlToken } = simulator;
  const json = { 'content-type': 'application/json' };
  const token = { authorization: `Bearer ${controlToken}` };
  const body = JSON.stringify({ repository: 'storefront', by: 'ada-okafor' });
  const own = `127.0.0.1:${port}`;
  const refused: [number, Record<string, string>][] = [
    [401, { ...json }],
    [401, { ...json, authorization: 'Bearer ' }],
    [401, { ...json, authorization: `Bearer ${controlToken}x` }],
    [401, { ...json, authorization: `Basic ${Buffer.from(`x:${controlToken}`).toString('base64')}` }],
    [403, { ...json, ...token, host: `evil.example:${port}` }],
    [403, { ...json, ...token, host: 'evil.example' }],
    [403, { ...json, ...token, host: '127.0.0.1.evil.example' }],
    [403, { ...json, ...token, host: 'localhost.evil.example' }],
    [403, { ...json, ...token, host: own, origin: 'http://evil.example' }],
    [403, { ...json, ...token, host: own, origin: 'null' }],
    [403, { ...json, ...token, host: own, origin: `http://127.0.0.1:${port + 1}` }],
    [415, { ...token, 'content-type': 'text/plain' }],
    [415, { ...token, 'content-type': 'application/x-www-form-urlencoded' }],
    [415, { ...token }],
  ];
  for (const [status, headers] of refused) {
    expect([headers, (await send(port, { headers, body })).status]).toEqual([headers, status]);
  }
  for (const path of ['app', 'state', 'deliveries', 'requests', 'person', 'faults']) {
    const { status, json: answer } = await send(port, { method: 'GET', path: `/_sim/${path}` });
    expect([status, Object(answer).message]).toEqual([401, expect.stringContaining('control token')]);
  }
  expect(
    simulator.simulator.world.repositories
      .values()
      .map(({ stargazers }) => stargazers.size)
      .toArray(),
  ).not.toContain(1);
  const origins = [undefined, `http://${own}`];
  for (const origin of origins) {
    const headers = { ...json, ...token, host: own, ...(origin !== undefined && { origin }) };
    expect((await send(port, { path: '/_sim/clock', headers, body: '{"shift_ms":0}' })).status).toBe(200);
  }
});

test('a page of another site cannot create an App from a manifest, and so cannot redirect its deliveries', async () => {
  let hits = 0;
  await using victim = await listen((_request, response) => void response.end(`${++hits}`), 0, '127.0.0.1');
  await using simulator = await startSimulator({
    seed: 1,
    port: 0,
    scenario: 'quiet',
    deliveryOrigins: ['http://127.0.0.1:9'],
  });
  const { port, simulator: world } = simulator;
  const hook = { url: `http://127.0.0.1:${victim.port}/`, active: true };
  const manifest = {
    name: 'x',
    url: 'http://x.example',
    redirect_url: 'http://evil.example/',
    hook_attributes: hook,
  };
  const body = new URLSearchParams({ manifest: JSON.stringify(manifest) }).toString();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const path = '/settings/apps/new';
  for (const given of [{ origin: 'http://evil.example' }, { origin: 'null' }, { host: 'evil.example' }]) {
    const headers = { ...form, ...given };
    expect([given, (await send(port, { path, headers, body })).status]).toEqual([given, 403]);
  }
  // The page of `hubtwin app create`.
  const mine = { ...form, origin: 'http://127.0.0.1:40000' };
  expect((await send(port, { path, headers: mine, body })).status).toBe(302);

  // No delivery is sent to a hook with another origin.
  world.commands.editApp({ webhookUrl: hook.url });
  for (const delivery of world.commands.ping().deliveries) {
    expect(await simulator.deliverer.deliver(delivery)).toMatchObject({ status_code: 0 });
  }
  expect(hits).toBe(0);
});

test('a handler without a token has no control API', async () => {
  const { createSimulatorHandler } = await import('./create-simulator-handler.ts');
  await using simulator = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
  const { simulator: world, deliverer, rest } = simulator;
  await using server = await listen(
    createSimulatorHandler({ simulator: world, deliverer, rest }),
    0,
    '127.0.0.1',
  );
  const headers = { authorization: 'Bearer ' };
  expect((await send(server.port, { method: 'GET', path: '/_sim/app', headers })).status).toBe(404);
  expect((await send(server.port, { method: 'GET', path: '/repos/demo-org/storefront' })).status).toBe(200);
});
