import { randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Claim } from './claim.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { findAbandoned } from './find-abandoned.ts';
import { finishDeliveries } from './finish-deliveries.ts';
import { renewClaims } from './renew-claims.ts';
import { replayDeliveries } from './replay-deliveries.ts';
import { storeDeliveries } from './store-deliveries.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

async function stored(count = 1) {
  const deliveries = Array.from({ length: count }, (_, n) => buildDelivery({ payload: { n } }));
  await storeDeliveries(connection.pool, deliveries, randomUUID());
  return deliveries;
}

const claim = (guids: readonly string[], which?: 'abandoned') =>
  claimDeliveries(connection.database, guids, which);
const guidsOf = (list: readonly { guid: string }[]) => list.map(({ guid }) => guid).sort();

const claimOf = ({ guid, batch, attempts }: Claim): Claim => ({ guid, batch, attempts });

async function readDelivery(guid: string) {
  const { rows } = await connection.pool.query(
    `select d.*, to_jsonb(a) as attempt from webhook_deliveries as d left join webhook_attempts as a using (guid)
      where guid = $1`,
    [guid],
  );
  return rows[0];
}

test('a claim returns the delivery as it was stored, and counts the attempt', async () => {
  const [{ guid, event, headers, body } = buildDelivery()] = await stored();
  expect(await claim([guid])).toEqual([
    {
      guid,
      event,
      batch: expect.any(String),
      webhookConfigId: null,
      missedAt: null,
      sameBodyAs: null,
      headers,
      body,
      attempts: 1,
      receivedAt: expect.any(Date),
    },
  ]);
});

test('each delivery is claimed by one of several concurrent claims', async () => {
  const guids = guidsOf(await stored(30));
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, n) => claim(n % 2 === 0 ? guids : guids.toReversed())),
  );
  expect(guidsOf(claims.flat())).toEqual(guids);
});

test('a claim can be taken over 5 seconds after it was last renewed, and not before', async () => {
  const [{ guid = '' } = {}] = await stored();
  await claim([guid]);
  const claimedAgo = (seconds: number) =>
    connection.pool.query(
      'update webhook_attempts set claimed_at = now() - make_interval(secs => $2) where guid = $1',
      [guid, seconds],
    );
  const found = () => findAbandoned(connection.database, [guid]);
  await claimedAgo(4);
  expect(await found()).toEqual([]);
  expect(await claim([guid], 'abandoned')).toEqual([]);
  await claimedAgo(6);
  expect(await found()).toEqual([{ guid, attempts: 1 }]);
  expect(await claim([guid])).toEqual([]);
  expect(await claim([guid], 'abandoned')).toMatchObject([{ guid, attempts: 2 }]);
  expect(await claim([guid], 'abandoned')).toEqual([]);
});

test('a failed delivery can be claimed again; a processed, ignored or parked one cannot', async () => {
  const deliveries = guidsOf(await stored(4));
  const claimed = await claim(deliveries);
  const statuses = ['failed', 'processed', 'ignored', 'parked'] as const;
  await finishDeliveries(
    connection.database,
    claimed.map((each) => ({
      ...claimOf(each),
      status: statuses[deliveries.indexOf(each.guid)] ?? 'failed',
    })),
  );
  expect(await claim(deliveries, 'abandoned')).toEqual([]);
  expect(guidsOf(await claim(deliveries))).toEqual(deliveries.slice(0, 1));
});

test('a claim of a delivery whose body was dropped has no body and headers', async () => {
  const [{ guid = '' } = {}] = await stored();
  await connection.pool.query('delete from webhook_bodies where guid = $1', [guid]);
  expect(await claim([guid])).toMatchObject([{ guid, body: null, headers: null }]);
});

test('a success is recorded with its time and its action, repository and installation, a failure with its error and retry', async () => {
  const [good = '', bad = ''] = guidsOf(await stored(2));
  const claims = new Map((await claim([good, bad])).map((each) => [each.guid, claimOf(each)]));
  const of = (guid: string) => claims.get(guid) ?? expect.fail();
  const retryAt = new Date('2026-01-01T00:00:01.500Z');
  await finishDeliveries(connection.database, [
    { ...of(good), status: 'processed', action: 'opened', repository_id: 7, installation_id: 8 },
    { ...of(bad), status: 'failed', error: 'because', retry_at: retryAt },
  ]);
  expect(await readDelivery(good)).toMatchObject({
    status: 'processed',
    action: 'opened',
    repository_id: 7,
    installation_id: 8,
    error: null,
    processed_at: expect.any(Date),
  });
  expect(await readDelivery(bad)).toMatchObject({
    status: 'failed',
    error: 'because',
    retry_at: retryAt,
    processed_at: null,
  });
  const again = (await claim([bad])).map(claimOf);
  await finishDeliveries(
    connection.database,
    again.map((each) => ({ ...each, status: 'processed' })),
  );
  expect(await readDelivery(bad)).toMatchObject({ status: 'processed', error: null, retry_at: null });
});

test.each([
  'taken over and processed',
  'taken over and running',
  'put back',
  'reset and claimed again',
] as const)('a late outcome of an attempt whose delivery was %s changes nothing', async (since) => {
  const [{ guid = '' } = {}] = await stored();
  const late = (await claim([guid])).map(claimOf);
  if (since.startsWith('taken')) {
    await connection.pool.query(`update webhook_attempts set claimed_at = now() - interval '1 day'`);
    const next = (await claim([guid], 'abandoned')).map(claimOf);
    if (since.endsWith('processed'))
      await finishDeliveries(
        connection.database,
        next.map((each) => ({ ...each, status: 'processed' })),
      );
  } else {
    await finishDeliveries(
      connection.database,
      late.map((each) => ({ ...each, status: 'failed' })),
    );
    await replayDeliveries(connection.database, [guid], randomUUID());
    if (since.endsWith('again')) await claim([guid]);
  }
  const before = await readDelivery(guid);
  for (const status of ['parked', 'failed', 'processed'] as const)
    await finishDeliveries(
      connection.database,
      late.map((each) => ({ ...each, status, error: 'late' })),
    );
  await renewClaims(connection.database, late);
  expect(await readDelivery(guid)).toEqual(before);
});

test('a delivery that ends while it is claimed is not claimed again', async () => {
  const [{ guid = '' } = {}] = await stored();
  const claimed = await claim([guid]);
  const transaction = await connection.database.startTransaction().execute();
  await finishDeliveries(
    transaction,
    claimed.map((each) => ({ ...claimOf(each), status: 'processed' })),
  );
  const second = claim([guid]);
  await waitUntilBlocked();
  await transaction.commit().execute();
  expect(await second).toEqual([]);
  expect(await readDelivery(guid)).toMatchObject({ status: 'processed', attempt: null });
});

test('a delivery that is replayed while it is claimed is processed again afterwards', async () => {
  const [{ guid = '' } = {}] = await stored();
  const transaction = await connection.database.startTransaction().execute();
  const claimed = await claimDeliveries(transaction, [guid]);
  const batch = randomUUID();
  const replayed = replayDeliveries(connection.database, [guid], batch);
  await waitUntilBlocked();
  await transaction.commit().execute();
  expect(await replayed).toEqual([guid]);
  await finishDeliveries(
    connection.database,
    claimed.map((each) => ({ ...claimOf(each), status: 'processed' })),
  );
  expect(await claim([guid])).toMatchObject([{ guid, batch, attempts: 1 }]);
});

/** Waits until a statement waits for a lock. */
const waitUntilBlocked = () =>
  vi.waitFor(async () => {
    const { rowCount } = await connection.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(1);
  });
