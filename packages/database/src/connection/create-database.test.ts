import { createTestDatabase, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { createDatabase } from './create-database.ts';

test('bigint is read as a number, alone and in arrays, up to the greatest exact one', async () => {
  await using connection = await createTestDatabase({ poolMax: 1 });
  const { rows } = await connection.pool.query(
    `select ${Number.MAX_SAFE_INTEGER}::bigint as one, array[1, null, ${Number.MAX_SAFE_INTEGER}]::bigint[] as many,
            null::bigint as none, '{}'::bigint[] as empty`,
  );
  expect(rows).toEqual([
    { one: Number.MAX_SAFE_INTEGER, many: [1, null, Number.MAX_SAFE_INTEGER], none: null, empty: [] },
  ]);
});

test('a statement that exceeds the timeout is cancelled, and its connection can be used again', async () => {
  await using server = await createTestDatabase({ poolMax: 1 });
  await using connection = createDatabase({ url: server.url, poolMax: 1, statementTimeoutMs: 50 });
  await expect(connection.pool.query('select pg_sleep(20)')).rejects.toMatchObject({ code: '57014' });
  await expect(connection.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
});

test('waiting for a connection fails after the timeout', async () => {
  await using server = await createTestDatabase({ poolMax: 1 });
  await using connection = createDatabase({ url: server.url, poolMax: 1, connectionTimeoutMs: 500 });
  const client = await connection.pool.connect();
  await expect(connection.pool.query('select 1')).rejects.toThrow('timeout');
  client.release();
});

test('a broken connection is reported, idle or not, and replaced', async () => {
  await using server = await createTestDatabase({ poolMax: 1 });
  const errors: Error[] = [];
  const onConnectionError = (error: Error) => void errors.push(error);
  await using connection = createDatabase({ url: server.url, poolMax: 1, onConnectionError });
  const terminate = () =>
    server.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  await connection.pool.query('select 1');
  await terminate();
  await waitFor('the idle one', () => errors.length > 0);
  const held = await connection.pool.connect();
  const before = errors.length;
  await terminate();
  await waitFor('the one in use', () => errors.length > before);
  held.release(true);
  await expect(connection.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
});

test('settings of the server, on which results would depend, do not apply', async () => {
  await using server = await createTestDatabase({ poolMax: 1 });
  const name = new URL(server.url).pathname.slice(1);
  const others = {
    timezone: 'America/New_York',
    datestyle: 'German',
    intervalstyle: 'iso_8601',
    default_transaction_isolation: 'serializable',
  };
  for (const [setting, value] of Object.entries(others))
    await server.pool.query(`alter database ${name} set ${setting} = '${value}'`);
  await using connection = createDatabase({ url: server.url, poolMax: 1 });
  const { rows } = await connection.pool.query(`
    select '2026-03-02T00:00:00Z'::timestamptz + interval '7 days' as later, interval '1 day'::text as day,
           current_setting('transaction_isolation') as isolation`);
  expect(rows).toEqual([
    { later: new Date('2026-03-09T00:00:00Z'), day: '1 day', isolation: 'read committed' },
  ]);
});

test('options of the URL are added to ours, which stay', async () => {
  await using server = await createTestDatabase({ poolMax: 1 });
  const url = new URL(server.url);
  url.searchParams.set('options', '-c application_name=mine');
  await using connection = createDatabase({ url: url.href, poolMax: 1 });
  const setting = async (name: string) =>
    (await connection.pool.query('select current_setting($1) as value', [name])).rows[0].value;
  expect(await setting('application_name')).toBe('mine');
  expect(await setting('idle_in_transaction_session_timeout')).toBe('4s');
  expect(await setting('tcp_keepalives_idle')).toBe('10');
});
