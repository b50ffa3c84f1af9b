import { createTestDatabase } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '../connection/create-database.ts';
import { readLogHistory } from './log-history.ts';
import { noticeRestore } from './notice-restore.ts';
import { changesHorizon, readChanges } from './read-changes.ts';

const write = `insert into changes (resource, key, kind, fields, source)
  select 'issues', key::text, 'updated', '{}', 'webhook' from generate_series(1, 5) as key`;

test('after a restore into another database the log continues after every number that was used, and records the lost ones', async () => {
  await using connection = await createTestDatabase();
  const { database, pool, url } = connection;
  await pool.query(write);
  expect(await noticeRestore(database)).toBe(false);
  expect(await noticeRestore(database)).toBe(false);
  expect(await changesHorizon(database)).toBe(5);
  // Changes after the backup.
  await using copied = await createTestDatabase();
  await copied.pool.query(write);
  const history = await readLogHistory(database);
  await copied.pool.query(`insert into sync_cursors (scope, value) values ('changes:history', $1)`, [
    JSON.stringify(history),
  ]);
  await pool.query(write);
  const read = await changesHorizon(database);

  await using restored = createDatabase({ url: copied.url, poolMax: 1 });
  expect(url).not.toBe(copied.url);
  expect(await noticeRestore(restored.database)).toBe(true);
  expect(await noticeRestore(restored.database)).toBe(false);
  const { lost = [] } = (await readLogHistory(restored.database)) ?? {};
  expect(lost).toEqual([{ after: 5, until: expect.any(Number) }]);
  const until = lost[0]?.until ?? 0;
  expect(until).toBeGreaterThan(read);
  await sql.raw(write).execute(restored.database);
  expect((await readChanges(restored.database, { cursor: 5, limit: 10 })).map(({ seq }) => seq)).toEqual(
    [1, 2, 3, 4, 5].map((nth) => until + nth),
  );
});

test('a restore into the same database, which creates the sequence again, is detected too', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  await pool.query(write);
  expect(await noticeRestore(database)).toBe(false);
  await pool.query(write);
  // As `pg_restore --clean`: the objects are created again, and the sequence continues at the backup's number.
  await pool.query(`
    delete from changes where seq > 5;
    alter table changes alter column seq drop default;
    drop sequence changes_seq_seq;
    create sequence changes_seq_seq owned by changes.seq;
    alter table changes alter column seq set default nextval('changes_seq_seq');
    select setval('changes_seq_seq', 5)`);
  expect(await noticeRestore(database)).toBe(true);
  expect(await noticeRestore(database)).toBe(false);
  expect((await readLogHistory(database))?.lost).toEqual([{ after: 5, until: expect.any(Number) }]);
});
