import { expect, test } from 'vitest';
import { maintainPartitions } from '../src/timers/maintain-partitions.ts';
import { startWorker } from './start-worker.ts';

const tables = ['webhook_bodies', 'changes'] as const;
const expired = '20200101';

test.each([
  ['a partition that cannot be dropped', `create view used as select * from webhook_bodies_${expired}`],
  [
    'a partition that cannot be created',
    `do $$ begin
       execute format('drop table webhook_bodies_%1$s', to_char((now() at time zone 'utc')::date + 6, 'YYYYMMDD'));
       execute format('create domain webhook_bodies_%1$s as int', to_char((now() at time zone 'utc')::date + 6, 'YYYYMMDD'));
       execute format('drop table webhook_bodies_%1$s', to_char((now() at time zone 'utc')::date + 7, 'YYYYMMDD'));
     end $$`,
  ],
])('%s of one table blocks the maintenance of no other, and is reported', async (_, obstacle) => {
  await using worker = await startWorker();
  const { pool } = worker.connection;
  for (const table of tables)
    await pool.query(
      `create table ${table}_${expired} partition of ${table} for values from ('2020-01-01Z') to ('2020-01-02Z')`,
    );
  await pool.query(
    `do $$ begin execute format('drop table changes_%s', to_char((now() at time zone 'utc')::date + 7, 'YYYYMMDD')); end $$`,
  );
  await pool.query(obstacle);
  const maintained = maintainPartitions(worker.context, new AbortController().signal);
  await expect(maintained).rejects.toThrow();
  const { rows } = await pool.query<{ expired: string | null; ahead: number }>(
    `select to_regclass('changes_${expired}')::text as expired,
            (select count(*)::int
               from unnest(array['webhook_bodies', 'changes']) as name
              where to_regclass(name || to_char((now() at time zone 'utc')::date + 7, '_YYYYMMDD')) is not null) as ahead`,
  );
  expect(rows).toEqual([{ expired: null, ahead: 2 }]);
});
