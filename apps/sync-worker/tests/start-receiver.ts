import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { storeDeliveries } from '@hubtwin/database';
import { buildDelivery, type TestDatabase } from '@hubtwin/test-kit';

/** Stores deliveries like the ingress, with faults that a test can inject. */
export interface Receiver extends AsyncDisposable {
  url: string;
  /** The inbox. */
  pool: TestDatabase['pool'] | undefined;
  /** Closes connections without a response. */
  isUnavailable: boolean;
  /** GUIDs that are always answered with 400. */
  refused: Set<string>;
  /** The GUIDs of all received deliveries, including refused ones. */
  seen: string[];
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    if (receiver.isUnavailable || receiver.pool === undefined) return void request.socket.destroy();
    const payload = await buffer(request);
    const guid = `${request.headers['x-github-delivery']}`;
    receiver.seen.push(guid);
    if (receiver.refused.has(guid)) return void response.writeHead(400).end();
    const event = `${request.headers['x-github-event']}`;
    const contentType = `${request.headers['content-type']}`;
    const delivery = buildDelivery({ guid, event, payload, contentType });
    await storeDeliveries(receiver.pool, [delivery], randomUUID());
    response.writeHead(202).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/github`,
    pool: undefined,
    isUnavailable: false,
    refused: new Set(),
    seen: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return receiver;
}
