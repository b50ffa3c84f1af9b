import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { createDeliverer } from '../delivery/create-deliverer.ts';
import { createRest } from '../rest/create-rest.ts';
import { createSimulatorHandler } from './create-simulator-handler.ts';

const controlToken = 'the-token-of-the-test';

async function serve() {
  const simulator = createSimulator({ seed: 1, webhookUrl: 'http://127.0.0.1:1' });
  const deliverer = createDeliverer({ appId: simulator.app.id });
  const rest = createRest({ simulator, deliverer });
  const server = createServer(createSimulatorHandler({ simulator, deliverer, rest, controlToken })).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    simulator,
    deliverer,
    get: async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: path.startsWith('/_sim/') ? { authorization: `Bearer ${controlToken}` } : {},
      });
      return { status: response.status, json: JSON.parse(await response.text()) };
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('GET / describes the service', async () => {
  await using server = await serve();
  expect(await server.get('/')).toEqual({
    status: 200,
    json: { service: 'github-simulator', organization: 'demo-org' },
  });
});

test('GET /meta lists loopback addresses as those of hooks', async () => {
  await using server = await serve();
  const { json } = await server.get('/meta');
  expect(json.hooks).toEqual(['127.0.0.0/8', '::1/128']);
  expect(Object.keys(json)).toEqual(expect.arrayContaining(['web', 'api', 'git', 'actions', 'domains']));
});

test('the state counts objects and follows commands', async () => {
  await using server = await serve();
  const before = (await server.get('/_sim/state')).json;
  server.simulator.commands.openIssue({ repository: 'handbook', by: 'emi-tanaka', title: 'More' });
  const after = (await server.get('/_sim/state')).json;
  expect(before).toMatchObject({ repositories: 6, users: 8, organizations: 1, issues: 0 });
  expect(after).toEqual({ ...before, issues: 1 });
});

test('the deliveries are the log of the deliverer', async () => {
  await using server = await serve();
  const [ping] = server.simulator.commands.ping().deliveries;
  await server.deliverer.deliver(ping ?? expect.fail());
  const { json } = await server.get('/_sim/deliveries');
  expect(json).toMatchObject([{ guid: ping?.guid, event: 'ping', action: null, status_code: 0 }]);
});

test('any other path is not found, including malformed ones', async () => {
  await using server = await serve();
  for (const path of ['/repos', '//', '/constructor']) {
    expect(await server.get(path)).toMatchObject({ status: 404, json: { message: 'Not Found' } });
  }
});
