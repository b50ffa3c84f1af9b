import { randomUUID } from 'node:crypto';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchangeRaw } from './exchange-raw.ts';
import { fuzzedRequests } from './fuzz-requests.ts';
import { sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let ingress: TestIngress;

beforeAll(async () => {
  const telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url }));
});
afterAll(() => owned.disposeAsync());

test('2,000 hostile requests: no 5xx, no crash, and exactly what is signed is stored', async () => {
  const requests = fc.sample(fuzzedRequests, { numRuns: 2_000, seed: 20_261_121 });
  const waiting = [...requests];
  const statuses = new Set<number>();

  const send = async () => {
    for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) {
      const { bytes, stored, endedBy } = request;
      const answer = await exchangeRaw(ingress, (socket) => {
        if (endedBy === 'sender') socket.end(bytes);
        else socket.write(bytes);
      }).catch((cause) => {
        throw new Error(`no end of ${JSON.stringify(bytes.subarray(0, 2_000).toString('latin1'))}`, {
          cause,
        });
      });
      for (const status of answer.statuses) statuses.add(status);
      const exchange = { sent: bytes.subarray(0, 2_000).toString('latin1'), got: answer.text };
      expect(Math.max(0, ...answer.statuses), JSON.stringify(exchange)).toBeLessThan(500);
      expect(answer.statuses.includes(202), JSON.stringify(exchange)).toBe(stored !== null);
    }
  };
  await Promise.all(Array.from({ length: 16 }, send));

  expect([...statuses].toSorted(), 'the requests reach every check').toEqual([
    200, 202, 400, 401, 404, 417, 431,
  ]);

  const guid = randomUUID();
  expect(await sendDelivery(ingress, { guid }), 'healthy afterwards').toMatchObject({ status: 202 });
  const { rows } = await database.pool.query<{ guid: string }>(
    'select guid from webhook_deliveries join webhook_bodies using (guid, received_at)',
  );
  const expected = [...requests.flatMap(({ stored }) => stored ?? []), guid];
  expect(rows.map((row) => row.guid).toSorted()).toEqual(expected.toSorted());
});
