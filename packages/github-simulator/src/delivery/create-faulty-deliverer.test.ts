import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { createDeliverer } from './create-deliverer.ts';
import { createFaultyDeliverer } from './create-faulty-deliverer.ts';

/** A receiver that records the titles of issues that it receives, and issues to send. */
async function start() {
  const titles: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    titles.push(JSON.parse(Buffer.concat(chunks).toString()).issue.title);
    response.writeHead(202).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const simulator = createSimulator({ seed: 1, webhookUrl: `http://127.0.0.1:${port}/` });
  simulator.commands.install({ by: 'ada-okafor' });
  const deliverer = createFaultyDeliverer(createDeliverer({ appId: simulator.app.id }));
  const open = (title: string) =>
    simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title }).deliveries;
  return {
    titles,
    deliverer,
    send: (...all: string[]) => Promise.all(all.flatMap(open).map((each) => deliverer.deliver(each))),
    sendInTurn: async (...all: string[]) => {
      for (const each of all.flatMap(open)) await deliverer.deliver(each);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('a dropped delivery is recorded as failed, and arrives when it is redelivered', async () => {
  await using started = await start();
  const { titles, deliverer, sendInTurn } = started;
  deliverer.addFault({ kind: 'drop', count: 1 });
  await sendInTurn('One', 'Two');
  expect(titles).toEqual(['Two']);
  const [, lost] = deliverer.records();
  expect(lost).toMatchObject({ status_code: 0, event: 'issues' });
  await deliverer.redeliver(lost?.id ?? 0);
  expect(titles).toEqual(['Two', 'One']);
});

test('a duplicate arrives twice with one GUID', async () => {
  await using started = await start();
  const { titles, deliverer, sendInTurn } = started;
  deliverer.addFault({ kind: 'duplicate', event: 'issues' });
  await sendInTurn('One');
  expect(titles).toEqual(['One', 'One']);
  expect(new Set(deliverer.records().map(({ guid }) => guid)).size).toBe(1);
});

test('a reordered delivery arrives after its successor, and a last one when it is flushed', async () => {
  await using started = await start();
  const { titles, deliverer, send } = started;
  deliverer.addFault({ kind: 'reorder', count: 1 });
  await send('One', 'Two');
  expect(titles).toEqual(['Two', 'One']);
  deliverer.clearFaults();
  deliverer.addFault({ kind: 'reorder', count: 1 });
  const sent = send('Three');
  await deliverer.flush();
  await sent;
  expect(titles).toEqual(['Two', 'One', 'Three']);
});

test('a delayed delivery is overtaken', async () => {
  await using started = await start();
  const { titles, deliverer, send } = started;
  deliverer.addFault({ kind: 'delay', ms: 100, count: 1 });
  await send('One', 'Two');
  expect(titles).toEqual(['Two', 'One']);
});

test('a probability selects the same deliveries for the same seed', async () => {
  const arrived: string[] = [];
  for (let run = 0; run < 2; run++) {
    await using started = await start();
    const { titles, deliverer, sendInTurn } = started;
    deliverer.addFault({ kind: 'drop', probability: 0.5, seed: 4 });
    await sendInTurn(...Array.from({ length: 20 }, (_, n) => `${n}`));
    arrived.push(titles.join(' '));
  }
  expect(arrived[0]).toBe(arrived[1]);
  expect(arrived[0]?.split(' ').length).toBeGreaterThan(3);
  expect(arrived[0]?.split(' ').length).toBeLessThan(17);
});
