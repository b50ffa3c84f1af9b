import { connect, type Socket } from 'node:net';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headersOf, sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const bodyBytes = 400_000;

const owned = new AsyncDisposableStack();
let ingress: TestIngress;

beforeAll(async () => {
  const telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  const database = owned.use(await createTestDatabase());
  const environment = { WEBHOOK_MAX_BODY_BYTES: '500000', WEBHOOK_MAX_BYTES_IN_FLIGHT: '1048576' };
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url, environment }));
});
afterAll(() => owned.disposeAsync());

const heldBytes = () => ingress.context.memory.budget.heldBytes();

/** Announces a body, and sends all of it but the end. */
function holdBack(localAddress: string): { socket: Socket; answer: string[] } {
  const answer: string[] = [];
  const head = Object.entries(headersOf({})).map(([name, value]) => `${name}: ${value}`);
  const lines = ['POST /webhooks/github HTTP/1.1', 'Host: ingress', ...head, `Content-Length: ${bodyBytes}`];
  const socket = connect({ port: ingress.port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {}).on('data', (data) => answer.push(data.toString()));
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.write(Buffer.alloc(bodyBytes - 10_000, 'x'));
  return { socket, answer };
}

test.each([
  ['the same address', '127.0.0.1'],
  ['another address', '127.0.0.2'],
])('bodies that are held back, from %s, lock out neither small nor large deliveries', async (_, address) => {
  const held = Array.from({ length: 20 }, () => holdBack(address));
  const refused = () => held.filter(({ answer }) => answer.length > 0);
  // A megabyte has room for two of them.
  await waitFor('the others to be refused', () => refused().length >= 18);
  for (const { answer } of refused()) {
    expect(answer.join('')).toMatch(/^HTTP\/1\.1 503 .*\r\n(?:.*\r\n)*retry-after: [1-9]/i);
  }
  expect(heldBytes()).toBeLessThanOrEqual(1_048_576);

  expect(await sendDelivery(ingress)).toMatchObject({ status: 202 });
  await waitFor('a large delivery to be accepted', async () => {
    const { status, tookMs } = await sendDelivery(ingress, { body: Buffer.alloc(bodyBytes, 'x') });
    expect(tookMs).toBeLessThan(1_400);
    return status === 202;
  });
  for (const { socket } of held) socket.destroy();
  await waitFor('their memory', () => heldBytes() === 0);
});
