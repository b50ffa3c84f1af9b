import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase } from '../connection/create-database.ts';
import { listenToChanges } from './listen-to-changes.ts';

const insert = `insert into changes (resource, key, kind, fields, source) values ('things', '1', 'created', '{}', 'sync')`;

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase({ poolMax: 4 });
});
afterEach(() => connection[Symbol.asyncDispose]());

/** Counts announcements, without those of established connections. */
async function listen() {
  const received = { announced: 0, errors: 0 };
  const listening = listenToChanges(connection.pool, {
    onAnnounced: () => {
      received.announced += 1;
    },
    onError: () => {
      received.errors += 1;
    },
  });
  await waitFor('the connection', () => received.announced === 1);
  received.announced = 0;
  return { received, [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose]() };
}

test('a commit of another process is announced, a rollback and a commit without changes are not', async () => {
  await using listener = await listen();
  await using writer = createDatabase({ url: connection.url, poolMax: 1 });
  const client = await writer.pool.connect();
  for (const [statement, end] of [
    [insert, 'rollback'],
    ['select 1', 'commit'],
  ] as const) {
    await client.query('begin');
    await client.query(statement);
    await client.query(end);
  }
  await client.query('begin');
  await client.query(insert);
  const isSilent = listener.received.announced === 0;
  await client.query('commit');
  client.release();
  await waitFor('the announcement', () => listener.received.announced === 1);
  await writer.pool.query(insert);
  await waitFor('the next one', () => listener.received.announced === 2);
  expect(isSilent).toBe(true);
});

test('many commits within a moment are announced at most every ten milliseconds, the last one too', async () => {
  await using listener = await listen();
  const started = performance.now();
  for (let nth = 0; nth < 200; nth++) await connection.pool.query(insert);
  const took = performance.now() - started;
  const before = listener.received.announced;
  await connection.pool.query(insert);
  await waitFor('the last announcement', () => listener.received.announced > before);
  expect(listener.received.announced).toBeLessThanOrEqual(took / 10 + 3);
});

test('a lost connection is replaced', async () => {
  await using listener = await listen();
  await connection.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'`,
  );
  await waitFor('a new connection', () => listener.received.announced === 1);
  await connection.pool.query(insert);
  await waitFor('the announcement', () => listener.received.announced === 2);
});
