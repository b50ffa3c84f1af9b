import { randomUUID } from 'node:crypto';
import { buildDelivery, createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { findUnqueued, type UnqueuedDelivery } from './find-unqueued.ts';
import { type FinishedDelivery, finishDeliveries } from './finish-deliveries.ts';
import { storeDeliveries } from './store-deliveries.ts';

test('only deliveries that wait, are claimed or are due for longer than the limit are found', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  const names = new Map<string, string>();

  async function given(
    name: string,
    received: number,
    claimed?: number,
    end?: Omit<FinishedDelivery, keyof Claim>,
  ): Promise<void> {
    const { guid, ...delivery } = buildDelivery();
    names.set(guid, name);
    await storeDeliveries(pool, [{ guid, ...delivery }], randomUUID());
    const claims = claimed === undefined ? [] : await claimDeliveries(database, [guid]);
    if (end !== undefined)
      await finishDeliveries(
        database,
        claims.map(({ batch, attempts }) => ({ guid, batch, attempts, ...end })),
      );
    await pool.query('update webhook_deliveries set received_at = $2 where guid = $1', [guid, ago(received)]);
    if (claimed !== undefined)
      await pool.query('update webhook_attempts set claimed_at = $2 where guid = $1', [guid, ago(claimed)]);
  }

  await given('waits long', 40);
  await given('waits', 5);
  await given('claimed long ago', 39, 38);
  await given('claimed just now', 39, 5);
  await given('overdue', 37, 37, { status: 'failed', retry_at: ago(36) });
  await given('due', 37, 37, { status: 'failed', retry_at: ago(5) });
  await given('to be retried', 37, 37, { status: 'failed', retry_at: ago(-60) });
  await given('processed', 40, 40, { status: 'processed' });
  await given('ignored', 40, 40, { status: 'ignored' });
  await given('parked', 40, 40, { status: 'parked' });

  // Written while the clock was ahead.
  const threeDays = -3 * 24 * 60 * 60;
  await given('received in the future', threeDays);
  await given('claimed in the future', 38.5, threeDays);
  await given('retried in the future', 36.5, 36, { status: 'failed', retry_at: ago(threeDays) });

  const found = await findUnqueued(database, { olderThanSeconds: 15, limit: 100, after: undefined });
  expect(found.map(({ guid }) => names.get(guid))).toEqual([
    ...['waits long', 'claimed long ago', 'claimed in the future', 'overdue', 'retried in the future'],
    'received in the future',
  ]);
});

test('pages have neither gaps nor overlaps, also among deliveries of one commit', async () => {
  await using connection = await createTestDatabase();
  const guids: string[] = [];
  for (const size of [4, 5, 1]) {
    const group = Array.from({ length: size }, () => buildDelivery());
    await storeDeliveries(connection.pool, group, randomUUID());
    guids.push(...group.map(({ guid }) => guid).sort());
  }
  const found: string[] = [];
  let after: UnqueuedDelivery | undefined;
  for (let page = 0; page < 4; page++) {
    const rows = await findUnqueued(connection.database, { olderThanSeconds: 0, limit: 3, after });
    found.push(...rows.map(({ guid }) => guid));
    after = rows.at(-1);
  }
  expect(found).toEqual(guids);
});
