import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { latestRateLimits } from './latest-rate-limits.ts';
import { pruneRateLimitSamples } from './prune-rate-limit-samples.ts';
import type { RateLimitSample } from './rate-limit-sample.ts';
import { storeRateLimitSamples } from './store-rate-limit-samples.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase();
});
afterEach(() => connection[Symbol.asyncDispose]());

const noon = Date.UTC(2026, 2, 1, 12);
const at = (minutes: number, seconds = 0) => new Date(noon + minutes * 60_000 + seconds * 1_000);

const sample = (values: Partial<RateLimitSample> = {}): RateLimitSample => ({
  credential: 'a1b2c3d4e5f6',
  resource: 'core',
  limit: 5_000,
  used: 100,
  resetAt: at(50),
  closedUntil: null,
  inFlight: 2,
  burnRate: 0.5,
  seenAt: at(0),
  ...values,
});

const store = (time: Date, ...samples: RateLimitSample[]) =>
  storeRateLimitSamples(connection.database, samples, time);

const rows = () =>
  connection.database.selectFrom('rate_limit_samples').selectAll().orderBy('sampled_at').execute();

describe('a sample is stored', () => {
  test('completely, under its minute', async () => {
    expect(await store(at(3, 42), sample({ closedUntil: at(9) }))).toBe(1);
    expect(await rows()).toEqual([
      {
        credential: 'a1b2c3d4e5f6',
        resource: 'core',
        sampled_at: at(3),
        seen_at: at(0),
        limit: 5_000,
        used: 100,
        remaining: 4_900,
        reset_at: at(50),
        closed_until: at(9),
        in_flight: 2,
        burn_rate: 0.5,
      },
    ]);
  });

  test('by the clock of the database if no time is given', async () => {
    await storeRateLimitSamples(connection.database, [sample()]);
    const [row] = await rows();
    expect(Math.abs(Number(row?.sampled_at) - Date.now())).toBeLessThan(65_000);
    expect(Number(row?.sampled_at) % 60_000).toBe(0);
  });

  test.each<[string, Partial<RateLimitSample>]>([
    ['use', { used: 101 }],
    ['limit', { limit: 12_500 }],
    ['window', { resetAt: at(110) }],
    ['closure', { closedUntil: at(5) }],
    ['window, which is over', { used: 0, resetAt: null }],
  ])('if it has another %s', async (_, values) => {
    await store(at(0), sample());
    expect(await store(at(1), sample(values))).toBe(1);
    expect(await rows()).toHaveLength(2);
  });

  test.each<[string, Partial<RateLimitSample>]>([
    ['nothing', {}],
    ['the time of the report', { seenAt: at(1) }],
    ['the reset, by a second', { resetAt: at(50, 1), seenAt: at(1) }],
    ['the number of running requests, and the pace', { inFlight: 0, burnRate: 0.1 }],
  ])('not again if %s changed', async (_, values) => {
    await store(at(0), sample());
    expect(await store(at(1), sample(values))).toBe(0);
    expect(await rows()).toHaveLength(1);
  });

  test('not if a newer report is stored, for example by a process with more requests', async () => {
    await store(at(1), sample({ used: 300, seenAt: at(1) }));
    expect(await store(at(2), sample({ used: 200 }))).toBe(0);
    expect(await store(at(1, 30), sample({ used: 200 }))).toBe(0);
    expect(await rows()).toMatchObject([{ used: 300 }]);
  });
});

describe('a minute has one sample of a credential and resource', () => {
  test('the newest report, however many processes store it', async () => {
    expect(await store(at(1, 5), sample({ used: 150, seenAt: at(1, 4) }))).toBe(1);
    expect(await store(at(1, 59), sample({ used: 180, seenAt: at(1, 58) }))).toBe(1);
    expect(await rows()).toMatchObject([{ used: 180, sampled_at: at(1) }]);
  });

  test('also with many concurrent processes, in any order', async () => {
    const credentials = Array.from({ length: 40 }, (_, n) => `${n}`.padStart(12, '0'));
    const workers = Array.from({ length: 12 }, (_, nth) => {
      const words = credentials.map((credential) =>
        sample({ credential, used: 100 + nth, seenAt: at(0, nth) }),
      );
      return store(at(0, 30), ...(nth % 2 === 0 ? words : words.toReversed()));
    });
    await Promise.all(workers);
    const stored = await rows();
    expect(stored).toHaveLength(40);
    expect(new Set(stored.map(({ used }) => used))).toEqual(new Set([111]));
  });

  test('the newest report, also if an older one waited for it to be stored', async () => {
    const { database, pool } = connection;
    const newer = await database.startTransaction().execute();
    await storeRateLimitSamples(newer, [sample({ used: 180, seenAt: at(0, 58) })], at(0));
    const older = store(at(0), sample({ used: 150, seenAt: at(0, 4) }));
    await waitFor('the older to wait', async () => {
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await pool.query(waiting)).rowCount === 1 ? true : undefined;
    });
    await newer.commit().execute();
    expect(await older).toBe(0);
    expect(await rows()).toMatchObject([{ used: 180 }]);
  });

  test('and of two in one call the newer', async () => {
    await store(at(1), sample({ used: 1 }), sample({ used: 2, seenAt: at(0, 9) }), sample({ used: 3 }));
    expect(await rows()).toMatchObject([{ used: 2 }]);
  });
});

describe('the latest', () => {
  test('of each credential and resource is read, and of none if nothing is stored', async () => {
    expect(await latestRateLimits(connection.database)).toEqual([]);
    const others = [sample({ resource: 'search' }), sample({ credential: 'ffffffffffff', limit: null })];
    for (let minute = 0; minute < 5; minute += 1) await store(at(minute), sample({ used: 100 + minute }));
    await store(at(2), ...others);
    expect(await latestRateLimits(connection.database)).toEqual([sample({ used: 104 }), ...others]);
  });

  test('reads in proportion to their number, not to the history', async () => {
    // Statistics are kept per connection until it reports them.
    await using single = await createTestDatabase({ poolMax: 1 });
    const { database } = single;
    await sql`
      insert into rate_limit_samples (credential, resource, sampled_at, seen_at, used)
      select 'c' || c, 'r' || r, t, t, 0
        from generate_series(1, 4) as c, generate_series(1, 3) as r,
             generate_series(now() - interval '2000 minutes', now(), interval '1 minute') as t
    `.execute(database);
    await sql`analyze rate_limit_samples`.execute(database);

    /** Number of blocks read from the table and its indexes; the table alone has some 300. */
    const blocksRead = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(database);
      const { rows } = await sql<{ blocks: number }>`
        select heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read as blocks
          from pg_statio_user_tables where relname = 'rate_limit_samples'
      `.execute(database);
      return rows[0]?.blocks ?? Number.NaN;
    };
    const before = await blocksRead();
    expect(await latestRateLimits(database)).toHaveLength(12);
    expect((await blocksRead()) - before).toBeLessThan(150);
  });
});

test('samples older than the retention are pruned in batches, and nothing else', async () => {
  await sql`
    insert into rate_limit_samples (credential, resource, sampled_at, seen_at, used)
    select 'c' || n % 3, 'core', t, t, 0
      from generate_series(0, 59) as n, lateral (select now() - n * interval '1 day' as t) as times
  `.execute(connection.database);
  expect(await pruneRateLimitSamples(connection.database, { days: 30, batch: 7 })).toBe(30);
  const kept = await rows();
  expect(kept).toHaveLength(30);
  expect(Math.min(...kept.map(({ sampled_at }) => Number(sampled_at)))).toBeGreaterThan(
    Date.now() - 30 * 86_400_000,
  );
  expect(await pruneRateLimitSamples(connection.database, { days: 30, batch: 7 })).toBe(0);
  const aborted = AbortSignal.abort();
  expect(await pruneRateLimitSamples(connection.database, { days: 1, signal: aborted })).toBe(0);
});
