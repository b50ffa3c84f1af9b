import type { Resource } from '@hubtwin/resources';
import { createTestDatabase, startFaultProxy, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { changesHorizon } from '../changes/read-changes.ts';
import { applyObservations } from '../observations/apply-observations.ts';
import type { Observation } from '../observations/observation.ts';
import { storeObservations } from '../observations/store-observations.ts';
import { createDatabase } from './create-database.ts';
import { holdLock } from './hold-lock.ts';

const thing: Resource = {
  name: 'things',
  table: 'issues',
  key: ['id'],
  inRepository: true,
  columns: ({ title }) => ({ title }),
  changes: ['title'],
};

const observe = (id: number, version: number): Observation => ({
  resource: thing,
  repositoryId: 7,
  key: { id },
  raw: { title: `${version}` },
  completeness: 'whole',
  clock: `2026-01-01T00:00:0${version}Z`,
  asOf: `2026-01-01T00:00:0${version}Z`,
  source: 'webhook',
  observedAt: new Date('2026-02-01T00:00:00Z'),
});

test.concurrent('a client that loses its network blocks writes, the change log and locks for seconds only', async () => {
  await using owned = new AsyncDisposableStack();
  const { database, url } = owned.use(await createTestDatabase());
  const proxy = owned.use(await startFaultProxy({ port: Number(new URL(url).port) }));
  const vanished = createDatabase({ url: proxy.through(url), poolMax: 4 });

  const end = Promise.withResolvers<void>();
  const isOpen = Promise.withResolvers<void>();
  const transaction = vanished.database.transaction().execute(async (open) => {
    await applyObservations(open, [observe(1, 1)]);
    isOpen.resolve();
    await end.promise;
  });
  const isHeld = Promise.withResolvers<void>();
  const lock = holdLock(vanished.database, 'follower', () => {
    isHeld.resolve();
    return end.promise;
  });
  await Promise.all([isOpen.promise, isHeld.promise]);
  await proxy.inflict({ kind: 'black-hole' });
  expect(await holdLock(database, 'follower', async () => {})).toBeNull();

  await storeObservations(database, [observe(2, 2)]);
  const rows = await database.selectFrom('changes').select('seq').execute();
  const last = Math.max(...rows.map(({ seq }) => seq));
  expect(await changesHorizon(database), 'an earlier entry may still appear').toBeLessThan(last);
  // Within the timeout of one statement.
  await storeObservations(database, [observe(1, 2)]);
  await waitFor('the change log', async () => (await changesHorizon(database)) >= last);
  await waitFor('the lock', async () => (await holdLock(database, 'follower', async () => {})) !== null);

  await proxy.inflict({ kind: 'reset' });
  end.resolve();
  const ends = await Promise.allSettled([transaction, lock]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await vanished[Symbol.asyncDispose]();
}, 120_000);

test.concurrent('transactions of a vanished client that wait for each other block the change log for less than 15 seconds', async () => {
  await using owned = new AsyncDisposableStack();
  const { database, pool, url } = owned.use(await createTestDatabase());
  const proxy = owned.use(await startFaultProxy({ port: Number(new URL(url).port) }));
  const vanished = createDatabase({ url: proxy.through(url), poolMax: 4 });

  const end = Promise.withResolvers<void>();
  const countLocks = async (condition: string) => {
    const own = `database = (select oid from pg_database where datname = current_database())`;
    const { rowCount } = await pool.query(
      `select from pg_locks where locktype = 'advisory' and ${own} and ${condition}`,
    );
    return rowCount;
  };
  const waiting = () => countLocks('not granted');
  const transactions: Promise<void>[] = [];
  for (const version of [1, 2, 3, 4]) {
    const isOpen = Promise.withResolvers<void>();
    const transaction = vanished.database.transaction().execute(async (open) => {
      await applyObservations(open, [observe(1, version)]);
      isOpen.resolve();
      await end.promise;
    });
    transactions.push(transaction);
    if (version === 1) await isOpen.promise;
    else await waitFor('a lock that waits', async () => (await waiting()) === version - 1);
  }
  await proxy.inflict({ kind: 'vanish' });
  const vanishedAt = performance.now();
  const fences = () => countLocks('classid::bigint >> 16 = 18516');
  await waitFor(
    'the end of all locks that block the log',
    async () => (await fences()) === 0 && (await waiting()) === 0,
    {
      timeoutMs: 40_000,
    },
  );
  expect(performance.now() - vanishedAt).toBeLessThan(15_000);
  await storeObservations(database, [observe(1, 5)]);

  end.resolve();
  await proxy.inflict({ kind: 'reset' });
  const ends = await Promise.allSettled(transactions);
  expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['rejected']));
  await vanished[Symbol.asyncDispose]();
}, 120_000);

test.concurrent('a live holder keeps its lock during long work, and leaves the session without an idle timeout', async () => {
  await using connection = await createTestDatabase({ poolMax: 1 });
  await using other = createDatabase({ url: connection.url, poolMax: 1 });
  await holdLock(connection.database, 'long', async () => {
    await new Promise((resolve) => setTimeout(resolve, 13_000));
    expect(await holdLock(other.database, 'long', async () => {})).toBeNull();
  });
  for (const { pool } of [connection, other])
    expect((await pool.query('show idle_session_timeout')).rows).toEqual([{ idle_session_timeout: '0' }]);
}, 60_000);
