import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimDeliveries } from './claim-deliveries.ts';
import { finishDeliveries } from './finish-deliveries.ts';
import { storeDeliveries } from './store-deliveries.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase({ poolMax: 20 });
});
afterAll(() => connection[Symbol.asyncDispose]());

async function readBodies(guids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await connection.pool.query<{ guid: string; body: Buffer }>(
    'select guid, body from webhook_bodies where guid = any($1::uuid[])',
    [guids],
  );
  return new Map(rows.map(({ guid, body }) => [guid, body]));
}

test('bodies are stored byte for byte, from none to a megabyte, with any bytes', async () => {
  const bodies = [
    Buffer.alloc(0),
    randomBytes(1_048_576),
    Buffer.from([0, 255, 92, 39]),
    Buffer.from('{"ü":1}'),
  ];
  const deliveries = bodies.map((payload) => buildDelivery({ payload }));
  await storeDeliveries(connection.pool, deliveries, randomUUID());
  const stored = await readBodies(deliveries.map(({ guid }) => guid));
  for (const { guid, body } of deliveries) expect(stored.get(guid)?.equals(body)).toBe(true);
});

test('a delivery is stored as received, with its event, hook, headers, size, hash and batch', async () => {
  const batch = randomUUID();
  const delivery = { ...buildDelivery({ event: 'push', payload: { ref: 'refs/heads/main' } }), hookId: null };
  expect(await storeDeliveries(connection.pool, [delivery], batch)).toEqual([
    { guid: delivery.guid, before: null, isParked: false },
  ]);
  const { rows } = await connection.pool.query(
    'select * from webhook_deliveries join webhook_bodies using (guid, received_at) where guid = $1',
    [delivery.guid],
  );
  expect(rows).toMatchObject([
    {
      event: 'push',
      hook_id: null,
      headers: delivery.headers,
      body_bytes: delivery.body.length,
      body_sha256: createHash('sha256').update(delivery.body).digest(),
      status: 'received',
      attempts: 0,
      batch,
    },
  ]);
});

test('a known GUID keeps what was stored first, and its status is returned', async () => {
  const first = buildDelivery({ payload: { first: true } });
  await storeDeliveries(connection.pool, [first], randomUUID());
  const claims = await claimDeliveries(connection.database, [first.guid]);
  await finishDeliveries(
    connection.database,
    claims.map(({ guid, batch, attempts }) => ({ guid, batch, attempts, status: 'parked', error: 'no' })),
  );
  const other = buildDelivery();
  const again = buildDelivery({ guid: first.guid, payload: { first: false } });
  const stored = await storeDeliveries(connection.pool, [again, other], randomUUID());
  expect(new Map(stored.map(({ guid, before }) => [guid, before]))).toEqual(
    new Map([
      [first.guid, 'parked'],
      [other.guid, null],
    ]),
  );
  expect((await readBodies([first.guid])).get(first.guid)).toEqual(first.body);
});

test('of concurrent groups with common GUIDs each GUID is stored by exactly one, without deadlock', async () => {
  // Slow enough that the groups overlap.
  await connection.pool.query(`
    create function dawdle() returns trigger language plpgsql as $$ begin
      perform pg_sleep(0.001);
      return new;
    end $$;
    create trigger dawdle before insert on webhook_deliveries for each row execute function dawdle();
  `);
  const deliveries = Array.from({ length: 40 }, (_, n) => buildDelivery({ payload: { n } }));
  const groups = Array.from({ length: 20 }, (_, n) => {
    const rotated = [...deliveries.slice(n * 2), ...deliveries.slice(0, n * 2)];
    return n % 2 === 0 ? rotated : rotated.toReversed();
  });
  const stored = await Promise.all(
    groups.map((group) => storeDeliveries(connection.pool, group, randomUUID())),
  );
  const created = stored.flat().filter(({ before }) => before === null);
  expect(created.map(({ guid }) => guid).sort()).toEqual(deliveries.map(({ guid }) => guid).sort());
  const others = stored.flat().filter(({ before }) => before !== null);
  expect(new Set(others.map(({ before }) => before))).toEqual(new Set(['received']));
  const bodies = await readBodies(deliveries.map(({ guid }) => guid));
  for (const { guid, body } of deliveries) expect(bodies.get(guid)).toEqual(body);
});

const statusOf = async (guid: string) => {
  const { rows } = await connection.pool.query<{ status: string; error: string | null }>(
    'select status, error from webhook_deliveries where guid = $1',
    [guid],
  );
  return rows[0];
};

test('a body that was accepted before as another event is parked, also within one group', async () => {
  const payload = { action: 'deleted', repository: { id: 77 }, nonce: randomUUID() };
  const [star, repository, again] = ['star', 'repository', 'star'].map((event) =>
    buildDelivery({ event, payload }),
  );
  if (star === undefined || repository === undefined || again === undefined) throw new TypeError();
  await storeDeliveries(connection.pool, [star], randomUUID());
  const later = await storeDeliveries(connection.pool, [repository, again], randomUUID());
  const outcome = new Map(later.map((stored) => [stored.guid, stored]));
  expect(outcome.get(repository.guid)).toMatchObject({ before: null, isParked: true });
  expect(outcome.get(again.guid)).toMatchObject({ before: null, isParked: false });
  expect(await statusOf(repository.guid)).toEqual({
    status: 'parked',
    error: 'its body was accepted before as the event star',
  });

  const together = ['a', 'b', 'c'].map((event) =>
    buildDelivery({ event, payload: { nonce: payload.nonce } }),
  );
  const stored = await storeDeliveries(connection.pool, together, randomUUID());
  expect(stored.filter(({ isParked }) => !isParked)).toHaveLength(1);
});
