import { randomUUID } from 'node:crypto';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countJobs } from './count-jobs.ts';
import { sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let telemetry: Telemetry;
let ingress: TestIngress;

beforeAll(async () => {
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
  ingress = owned.use(await startIngress({ telemetry, databaseUrl: database.url }));
});
afterAll(() => owned.disposeAsync());

/** All there is about a delivery: its row with its attempt, and the rows of its body. */
async function rowsOf(guid: string) {
  const deliveries = await database.pool.query(
    'select d.*, to_jsonb(a) as attempt from webhook_deliveries as d left join webhook_attempts as a using (guid) where guid = $1',
    [guid],
  );
  const bodies = await database.pool.query('select * from webhook_bodies where guid = $1', [guid]);
  return { deliveries: deliveries.rows, bodies: bodies.rows };
}

async function deliver(guid: string, body = '{}'): Promise<void> {
  expect(await sendDelivery(ingress, { guid, body })).toMatchObject({ status: 202 });
  await waitFor('the job', async () => (await countJobs(database, guid)) === 1);
}

test.each(['received', 'processing', 'processed', 'ignored'])(
  'a GUID seen before that is %s: 200 duplicate, and no row changes',
  async (status) => {
    const guid = randomUUID();
    await deliver(guid, '{"first":true}');
    if (status === 'processing')
      await database.pool.query(
        'insert into webhook_attempts select guid, batch, 1, now() from webhook_deliveries where guid = $1',
        [guid],
      );
    else
      await database.pool.query('update webhook_deliveries set status = $2 where guid = $1', [guid, status]);
    const before = await rowsOf(guid);

    const again = await sendDelivery(ingress, { guid, body: '{"first":false}', event: 'push' });
    expect(again).toMatchObject({ status: 200, json: { status: 'duplicate', delivery_id: guid } });
    expect(await rowsOf(guid)).toEqual(before);
    await deliver(randomUUID());
    expect(await countJobs(database, guid)).toBe(1);
  },
);

test('a GUID in upper case is the same delivery', async () => {
  const guid = randomUUID();
  await deliver(guid);
  expect(await sendDelivery(ingress, { guid: guid.toUpperCase() })).toMatchObject({
    status: 200,
    json: { status: 'duplicate', delivery_id: guid },
  });
});

test('of 20 copies at once exactly one is accepted, and stored once', async () => {
  for (let round = 0; round < 5; round++) {
    const guid = randomUUID();
    const copies = Array.from({ length: 20 }, (_, at) =>
      sendDelivery(ingress, { guid, body: `{"n":${at}}` }),
    );
    const others = Array.from({ length: 20 }, () => sendDelivery(ingress));
    const statuses = (await Promise.all(copies)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([...Array(19).fill(200), 202]);
    expect((await Promise.all(others)).every(({ status }) => status === 202)).toBe(true);
    const { deliveries, bodies } = await rowsOf(guid);
    expect([deliveries.length, bodies.length]).toEqual([1, 1]);
  }
});

test('of 20 copies spread over two ingresses exactly one is accepted', async () => {
  await using other = await startIngress({ telemetry, databaseUrl: database.url });
  const guid = randomUUID();
  const copies = Array.from({ length: 20 }, (_, at) =>
    sendDelivery(at % 2 === 0 ? ingress : other, { guid }),
  );
  const statuses = (await Promise.all(copies)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([...Array(19).fill(200), 202]);
});

test.each(['failed', 'parked'])(
  'a GUID that %s is taken again: 202, as if new, enqueued, its body kept',
  async (status) => {
    const guid = randomUUID();
    await deliver(guid, '{"a":1}');
    const before = await rowsOf(guid);
    await fail(guid, status);

    const again = await sendDelivery(ingress, { guid, body: '{"a":1}' });
    expect(again).toMatchObject({ status: 202, json: { status: 'accepted', delivery_id: guid } });
    const { deliveries, bodies } = await rowsOf(guid);
    expect(deliveries).toMatchObject([{ status: 'received', attempts: 0, error: null, retry_at: null }]);
    expect(deliveries[0].batch).not.toBe(before.deliveries[0].batch);
    expect(bodies).toEqual(before.bodies);
    await waitFor('the second job', async () => (await countJobs(database, guid)) === 2);
  },
);

test('a failed GUID whose body retention has dropped gets its body back', async () => {
  const guid = randomUUID();
  await deliver(guid, '{"a":1}');
  await fail(guid, 'failed');
  await database.pool.query('delete from webhook_bodies where guid = $1', [guid]);

  expect(await sendDelivery(ingress, { guid, body: '{"a":1}' })).toMatchObject({ status: 202 });
  const { deliveries, bodies } = await rowsOf(guid);
  expect(bodies).toMatchObject([
    {
      received_at: deliveries[0].received_at,
      body: Buffer.from('{"a":1}'),
      headers: { 'x-github-delivery': guid },
    },
  ]);
});

test('of 20 copies at once of a failed GUID exactly one is accepted, and enqueued once', async () => {
  const guid = randomUUID();
  await deliver(guid);
  await fail(guid, 'failed');
  const statuses = await Promise.all(Array.from({ length: 20 }, () => sendDelivery(ingress, { guid })));
  expect(statuses.map(({ status }) => status).toSorted()).toEqual([...Array(19).fill(200), 202]);
  await waitFor('the second job', async () => (await countJobs(database, guid)) === 2);
});

async function fail(guid: string, status: string): Promise<void> {
  await database.pool.query(
    `update webhook_deliveries set status = $2, attempts = 4, error = 'boom', retry_at = now() where guid = $1`,
    [guid, status],
  );
}
