import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { saveCursor } from '@hubtwin/database';
import { freePort, startApp, waitFor } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followFeed } from './follow-feed.ts';
import { adminKey, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let metricsPort: number;
beforeEach(async () => {
  metricsPort = await freePort();
  api = await startApi({ metricsPort });
});
afterEach(() => api[Symbol.asyncDispose]());

/** Appends entries whose fields have a text of so many characters, as writers do: fenced. */
async function append(count: number, characters: number): Promise<void> {
  await api.connection.database.transaction().execute(async (transaction) => {
    await sql`select changes_fence()`.execute(transaction);
    await sql`
      insert into changes (resource, key, kind, fields, source)
      select 'issues', n::text, 'updated', jsonb_build_object('body', jsonb_build_object('from', null, 'to', text)), 'sync'
        from generate_series(1, ${count}::int) as n,
             (select string_agg(md5(n::text), '') as text from generate_series(1, ${characters}::int / 32) as n) as random
    `.execute(transaction);
  });
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

/** A client that can stop to read. */
async function openRaw({ origin }: Pick<TestApi, 'origin'>, query = '') {
  const { port } = new URL(origin);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.on('error', () => {});
  socket.write(
    `GET /api/v1/changes/stream${query} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${adminKey}\r\n\r\n`,
  );
  return { socket };
}

test('a client that disconnects while its subscription is read is forgotten', async () => {
  const { pool } = api.connection;
  const held = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
  const client = await openRaw(api);
  await waitFor('the subscription to wait for the database', () => pool.waitingCount > 0);
  client.socket.destroy();
  await sleep(100);
  for (const each of held) each.release();
  await using other = await followFeed(api);
  await append(1, 10);
  await waitFor('the change', () => other.events.length === 1);
  expect(await metric('feed_connections')).toBe(1);
});

test('a stream begins with its position, so that a connection which breaks at once leaves no gap', async () => {
  await append(3, 10);
  await using client = await followFeed(api);
  await waitFor('the position', () => client.lastId() === '3', { timeoutMs: 5_000 });
});

test('entries of many megabytes reach a client that reads, live and when it resumes', async () => {
  await using live = await followFeed(api);
  await append(2, 5_000_000);
  await append(200, 20_000);
  await waitFor('the changes', () => live.events.length === 202);
  await using resumed = await followFeed(api, '?since=0');
  await waitFor('the changes', () => resumed.events.length === 202);
  expect([live.isEnded(), resumed.isEnded(), await metric('feed_slow_clients_total')]).toEqual([
    false,
    false,
    0,
  ]);
});

test('a part of the log that retention drops while a stream catches up resets it', async () => {
  await append(1_200, 10);
  const { pool, database } = api.connection;
  await using live = await followFeed(api);
  await waitFor('the stream', () => live.lastId() !== undefined);
  // Its page waits for this transaction, and what it would read is dropped meanwhile.
  const held = await pool.connect();
  await held.query('begin; lock table repositories in access exclusive mode');
  await using resumed = await followFeed(api, '?since=1');
  const isLocked = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await waitFor('the page to wait', async () => (await pool.query(isLocked)).rowCount === 1);
  await saveCursor(database, 'pruned:changes', 1_100);
  await pool.query('delete from changes where seq <= 1100');
  await held.query('commit');
  held.release();
  await waitFor('the end of the log', () => resumed.lastId() === '1200');
  expect(resumed.events.map(({ event }) => event)).toContain('reset');
});

test('clients that do not read take bounded memory, and delay no other', async () => {
  const stopped = await Promise.all(Array.from({ length: 20 }, () => openRaw(api)));
  for (const { socket } of stopped) socket.pause();
  await using reading = await followFeed(api);
  await waitFor('the streams', async () => (await metric('feed_connections')) === 21);
  const before = process.memoryUsage().rss;
  for (let nth = 0; nth < 10; nth++) await append(10, 100_000);
  await waitFor('the changes', () => reading.events.length === 100);
  await append(20, 100_000);
  await waitFor('the changes', () => reading.events.length === 120);
  const grown = (process.memoryUsage().rss - before) / 1_048_576;
  for (const { socket } of stopped) socket.destroy();
  expect(grown).toBeLessThan(20 * 4 + 150);
});

test('streams, read or not, do not delay the stop of the process', async () => {
  const port = await freePort();
  const environment = { DATABASE_URL: api.connection.url, API_PORT: `${port}`, HUBTWIN_ADMIN_KEY: adminKey };
  const service = await startApp('api', environment);
  const origin = `http://127.0.0.1:${port}`;
  const stopped = await openRaw({ origin });
  stopped.socket.pause();
  const reading = await followFeed({ origin });
  for (let nth = 0; nth < 10; nth++) await append(10, 100_000);
  await waitFor('the changes', () => reading.events.length === 100);
  const start = performance.now();
  await service[Symbol.asyncDispose]();
  expect(performance.now() - start).toBeLessThan(8_000);
  expect(reading.isEnded()).toBe(true);
  stopped.socket.destroy();
});
