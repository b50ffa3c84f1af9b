import type { IncomingDelivery } from '@hubtwin/database';
import { buildDelivery, startTestPostgres, type TestPostgres, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker } from './start-worker.ts';

// Tens of thousands of objects are work also for a machine that has nothing else to do.
const options = { timeout: 300_000 };

// A lock table of Postgres' default size: 6,400 entries for all sessions.
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres({ maxConnections: 100 });
});
afterAll(() => postgres[Symbol.asyncDispose]());

const updated_at = '2026-01-01T00:00:00Z';
const repository = { id: 7, full_name: 'acme/twin', updated_at };

/** A push of so many commits, which GitHub would cut off after 2,048. */
function push(count: number, prefix: string): IncomingDelivery {
  const commits = Array.from({ length: count }, (_, n) => ({
    id: `${prefix}${n.toString(16).padStart(32, '0')}`,
    message: `Commit ${n}`,
    timestamp: updated_at,
    author: { name: 'Ada', email: 'ada@example.com' },
  }));
  const after = commits.at(-1)?.id;
  const payload = { ref: 'refs/heads/main', before: prefix, after, deleted: false, commits, repository };
  return buildDelivery({ event: 'push', payload: { ...payload, head_commit: commits.at(-1) } });
}

/** An installation on so many repositories: GitHub names all of them in one delivery. */
function installed(count: number): IncomingDelivery {
  const repositories = Array.from({ length: count }, (_, n) => ({
    id: 1_000 + n,
    name: `r${n}`,
    full_name: `acme/r${n}`,
    private: false,
  }));
  const account = { id: 5, login: 'acme', node_id: 'o', type: 'Organization' };
  const installation = { id: 9, account, updated_at };
  return buildDelivery({
    event: 'installation',
    payload: { action: 'created', installation, repositories },
  });
}

/** An issue that so many accounts are assigned to. */
function assigned(count: number): IncomingDelivery {
  const assignees = Array.from({ length: count }, (_, n) => ({
    id: 100_000 + n,
    login: `u${n}`,
    node_id: `n${n}`,
    type: 'User',
  }));
  const issue = { id: 1, number: 1, title: 'Many', state: 'open', updated_at, assignees };
  return buildDelivery({ event: 'issues', payload: { action: 'assigned', issue, repository } });
}

test.each([
  ['commits', 20_000, push(20_000, 'aaaaaaaa')],
  ['installation_repositories', 20_000, installed(20_000)],
  ['accounts', 50_000, assigned(50_000)],
] as const)(
  'one delivery of %s with %i objects is applied at its first attempt',
  options,
  async (table, count, delivery) => {
    await using worker = await startWorker({ databaseUrl: postgres.url });
    const { pool } = worker.connection;
    await pool.query(`truncate ${table}`);
    await worker.store([delivery]);
    await worker.runJob([delivery]);
    expect(await worker.read([delivery])).toMatchObject([{ status: 'processed', attempts: 1, error: null }]);
    const { rows } = await pool.query(`select count(*) as count from ${table}`);
    expect(rows[0]?.count).toBeGreaterThanOrEqual(count);
  },
);

test(
  'large deliveries that are applied at once by several workers all succeed, beside small ones',
  options,
  async () => {
    await using owned = new AsyncDisposableStack();
    const workers = await Promise.all(
      Array.from({ length: 3 }, async () => owned.use(await startWorker({ databaseUrl: postgres.url }))),
    );
    const [first] = workers;
    const jobs = workers.map((worker, n) => ({
      worker,
      // More than the lock table holds, all together.
      large: [push(1_500, `c${n}cccccc`), installed(1_000 + n), assigned(1_000 + n)],
      small: Array.from({ length: 20 }, () => assigned(3)),
    }));
    for (const { worker, large, small } of jobs) await worker.store([...large, ...small]);
    await Promise.all(
      jobs.flatMap(({ worker, large, small }) => [
        ...large.map((each) => worker.runJob([each])),
        small.reduce<Promise<unknown>>(
          (ran, each) => ran.then(() => worker.runJob([each])),
          Promise.resolve(),
        ),
      ]),
    );
    const rows = await first?.read(jobs.flatMap(({ large, small }) => [...large, ...small]));
    expect(rows?.filter(({ status, attempts }) => status !== 'processed' || attempts !== 1)).toEqual([]);
  },
);

test(
  'a large delivery stays claimed while it is applied, so that no other worker starts it too',
  options,
  async () => {
    await using worker = await startWorker({ databaseUrl: postgres.url });
    const { pool } = worker.connection;
    const delivery = push(3_000, 'eeeeeeee');
    await worker.store([delivery]);
    // Each object but the first waits for a moment: all of them take longer than a claim lasts.
    await pool.query(`
    create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(0.004); return new; end $$;
    create trigger wait before insert on commits for each row execute function wait()`);
    const applied = worker.runJob([delivery]);
    let isApplied = false;
    void applied.then(() => {
      isApplied = true;
    });
    const end = async () => {
      await worker.runJob([delivery], { id: 'another' });
      return isApplied;
    };
    await waitFor('its end', end, { timeoutMs: 240_000 });
    expect(await worker.read([delivery])).toMatchObject([{ status: 'processed', attempts: 1 }]);
    await pool.query('drop trigger wait on commits; drop function wait');
  },
);

test('a job of many deliveries with some hundred objects each is applied as one', options, async () => {
  await using worker = await startWorker({ databaseUrl: postgres.url });
  const deliveries = Array.from({ length: 40 }, (_, n) => push(500, `d${n.toString(16).padStart(7, '0')}`));
  await worker.store(deliveries);
  await worker.runJob(deliveries);
  const rows = await worker.read(deliveries);
  expect(rows.filter(({ status, attempts }) => status !== 'processed' || attempts !== 1)).toEqual([]);
});
