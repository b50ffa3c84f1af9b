import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFreshness } from '../drift/freshness.ts';
import type { Database } from '../schema.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { countParked } from './count-parked.ts';
import { findAbandoned } from './find-abandoned.ts';
import { findUnqueued } from './find-unqueued.ts';
import { finishDeliveries } from './finish-deliveries.ts';
import { measureDeliveries } from './measure-deliveries.ts';
import { renewClaims } from './renew-claims.ts';

// Autovacuum would update the statistics.
const stored = `
  insert into webhook_deliveries (guid, event, status, batch, body_bytes, body_sha256, received_at, processed_at)
  select gen_random_uuid(), 'push', $1, gen_random_uuid(), 100, sha256($1::text::bytea || n::text::bytea),
         now() - make_interval(secs => $3 - n * 0.01), case $1 when 'processed' then now() end
    from generate_series(1, $2::int) as n`;
/** Of all that wait, in one partition. */
const bodies = `
  insert into webhook_bodies (guid, received_at, headers, body)
  select guid, received_at, '{}', convert_to(repeat(md5(guid::text), 30), 'UTF8')
    from webhook_deliveries where status = 'received'`;
const processedCount = 70_000;
const waitingCount = 25_000;
/**
 * Blocks of 8 KiB. A statement by GUID reads a few for each row, and about four for each index of a row that it
 * changes; one that scans either part of the inbox reads more than this, growing with the inbox.
 */
const maxBlocks = 64 * 32;

let connection: TestDatabase;
let recorded: CompiledQuery[] = [];
let database: Kysely<Database>;
beforeAll(async () => {
  connection = await createTestDatabase();
  database = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: connection.pool }),
    log({ query }) {
      recorded.push(query);
    },
  });
  await connection.pool.query('alter table webhook_deliveries set (autovacuum_enabled = off)');
});
afterAll(() => connection[Symbol.asyncDispose]());

const guidsOf = async (status: string, order: string) => {
  const { rows } = await connection.pool.query(
    `select guid from webhook_deliveries where status = $1 order by received_at ${order} limit 64`,
    [status],
  );
  return rows.map(({ guid }): string => guid);
};

/** The maximum of blocks that any statement of `run` reads; its changes are rolled back. */
async function blocksOf(run: (within: Kysely<Database>) => Promise<unknown>): Promise<number> {
  recorded = [];
  const transaction = await database.startTransaction().execute();
  await run(transaction);
  await transaction.rollback().execute();
  let maxBlocks = 0;
  for (const { sql, parameters } of recorded) {
    if (/^(begin|rollback)/.test(sql)) continue;
    const client = await connection.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, [...parameters]);
      const [{ Plan: plan }] = rows[0]['QUERY PLAN'];
      maxBlocks = Math.max(maxBlocks, plan['Shared Hit Blocks'] + plan['Shared Read Blocks']);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  return maxBlocks;
}

/** The statements of workers for 64 deliveries, and their periodic queries of the inbox. */
async function readBlocks(guids: readonly string[]): Promise<Record<string, number>> {
  const claims = guids.map((guid) => ({ guid, batch: randomUUID(), attempts: 1 }));
  const unqueued = await findUnqueued(database, { olderThanSeconds: 15, limit: 64, after: undefined });
  const page = { olderThanSeconds: 15, limit: 64 };
  return {
    measure: await blocksOf((within) => measureDeliveries(within, guids)),
    claim: await blocksOf((within) => claimDeliveries(within, guids)),
    abandoned: await blocksOf((within) => findAbandoned(within, guids)),
    'claim abandoned': await blocksOf((within) => claimDeliveries(within, guids, 'abandoned')),
    renew: await blocksOf((within) => renewClaims(within, claims)),
    finish: await blocksOf((within) =>
      finishDeliveries(
        within,
        claims.map((claim) => ({ ...claim, status: 'processed' })),
      ),
    ),
    sweep: await blocksOf((within) => findUnqueued(within, { ...page, after: undefined })),
    'next page of a sweep': await blocksOf((within) =>
      findUnqueued(within, { ...page, after: unqueued.at(-1) }),
    ),
    freshness: await blocksOf((within) => readFreshness(within)),
    parked: await blocksOf((within) => countParked(within)),
  };
}

const drain = () =>
  connection.pool.query(
    `update webhook_deliveries set status = 'processed', processed_at = now() where status = 'received'`,
  );

test('no statement scans the inbox, with statistics from before, during and after a backlog', async () => {
  const { pool } = connection;
  const cheap = (blocks: Record<string, number>, when: string) =>
    expect(
      Object.entries(blocks).filter(([, count]) => count > maxBlocks),
      when,
    ).toEqual([]);

  await pool.query(stored, ['processed', processedCount, 100_000]);
  await pool.query('vacuum analyze webhook_deliveries');
  await pool.query(stored, ['received', waitingCount, 10_000]);
  await pool.query(bodies);
  cheap(await readBlocks(await guidsOf('received', 'asc')), 'a backlog, statistics from before');

  await pool.query('vacuum analyze webhook_deliveries');
  cheap(await readBlocks(await guidsOf('received', 'asc')), 'a backlog, and its statistics');
  cheap(await readBlocks(await guidsOf('received', 'desc')), 'the newest of a backlog, and its statistics');

  await drain();
  // Postgres vacuums dead rows; the statistics may remain as old as they are.
  await pool.query('vacuum webhook_deliveries');
  cheap(await readBlocks(await guidsOf('processed', 'desc')), 'drained, statistics of the backlog');

  await pool.query('analyze webhook_deliveries');
  cheap(await readBlocks(await guidsOf('processed', 'desc')), 'drained, and its statistics');
});

test('statistics of an empty inbox mislead no statement either', async () => {
  const { pool } = connection;
  await pool.query('truncate webhook_deliveries, webhook_bodies');
  await pool.query('vacuum analyze webhook_deliveries');
  await pool.query(stored, ['processed', processedCount, 100_000]);
  await pool.query(stored, ['received', waitingCount, 10_000]);
  await pool.query(bodies);
  const blocks = await readBlocks(await guidsOf('received', 'asc'));
  expect(Object.entries(blocks).filter(([, count]) => count > maxBlocks)).toEqual([]);
});
