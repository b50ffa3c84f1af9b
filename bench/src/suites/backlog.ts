import {
  claimDeliveries,
  createDatabase,
  type DatabaseConnection,
  findUnqueued,
  finishDeliveries,
} from '@hubtwin/database';
import { openBenchDatabases } from '../bench-database.ts';
import { median } from '../median.ts';
import { type BenchResult, below, compare } from '../result.ts';

const processed = 1_000_000;
const waiting = 600_000;
const atOnce = 64;
const turns = 100;
const warmUpTurns = 10;
/** Of each measurement, which has fewer turns if these are slow. */
const maxMs = 15_000;

/**
 * Claims, ends and sweeps of an inbox with 1,000,000 processed and 600,000 waiting deliveries, with statistics from
 * before, during and after the backlog, compared with an inbox that contains only what is claimed.
 */
export async function backlogSuite(): Promise<BenchResult[]> {
  await using databases = await openBenchDatabases();
  await using empty = createDatabase({ url: await databases.createMigrated('empty'), poolMax: 2 });
  await using full = createDatabase({
    url: await databases.createMigrated('full'),
    poolMax: 2,
    statementTimeoutMs: 600_000,
  });
  for (const { pool } of [empty, full])
    await pool.query('alter table webhook_deliveries set (autovacuum_enabled = off)');
  await fill(full, 'processed', processed);
  await full.pool.query('vacuum analyze webhook_deliveries');
  await fill(full, 'received', waiting);

  const results: BenchResult[] = [];
  const measure = async (when: string) => {
    await fill(empty, 'received', atOnce * (turns + warmUpTurns));
    const ours = await measureTurns(full);
    const beside = await measureTurns(empty);
    results.push(
      below('backlog', `a claim of ${atOnce}, ${when}`, { ours: median(ours.claims), limit: 3, unit: 'ms' }),
      below('backlog', `a page of a sweep, ${when}`, { ours: median(ours.sweeps), limit: 10, unit: 'ms' }),
      compare('backlog', `claimed and ended, ${when}, beside an empty inbox`, {
        ours: ours.rates.slice(0, beside.rates.length),
        beside: beside.rates,
        min: 0.9,
        unit: '/s',
      }),
    );
  };
  await measure('statistics from before');
  await full.pool.query('vacuum analyze webhook_deliveries');
  await measure('statistics of the backlog');
  await full.pool.query(
    `update webhook_deliveries set status = 'processed', processed_at = now() where status = 'received'`,
  );
  await full.pool.query('vacuum webhook_deliveries');
  await fill(full, 'received', atOnce * (turns + warmUpTurns));
  await measure('drained, statistics of the backlog');
  return results;
}

const fill = ({ pool }: DatabaseConnection, status: string, count: number) =>
  pool.query(
    `insert into webhook_deliveries (guid, event, status, batch, body_bytes, body_sha256, received_at, processed_at)
     select gen_random_uuid(), 'push', $1, gen_random_uuid(), 100, sha256(random()::text::bytea),
            clock_timestamp() - interval '1 hour', case $1 when 'processed' then now() end
       from generate_series(1, $2::int)`,
    [status, count],
  );

/** In milliseconds, and deliveries per second. */
async function measureTurns({ database, pool }: DatabaseConnection) {
  const { rows } = await pool.query<{ guid: string }>(
    `select guid from webhook_deliveries where pending_since is not null and status = 'received'
      order by pending_since, guid limit $1`,
    [atOnce * (turns + warmUpTurns)],
  );
  const [claims, sweeps, rates]: [number[], number[], number[]] = [[], [], []];
  const begun = performance.now();
  for (let turn = 0; turn < turns + warmUpTurns; turn++) {
    if (turn > warmUpTurns && performance.now() - begun > maxMs) break;
    const guids = rows.slice(turn * atOnce, (turn + 1) * atOnce).map(({ guid }) => guid);
    const started = performance.now();
    const claimed = await claimDeliveries(database, guids);
    const claimedAt = performance.now();
    await finishDeliveries(
      database,
      claimed.map(({ guid, batch, attempts }) => ({ guid, batch, attempts, status: 'processed' })),
    );
    const endedAt = performance.now();
    await findUnqueued(database, { olderThanSeconds: 15, limit: 100, after: undefined });
    if (turn < warmUpTurns) continue;
    claims.push(claimedAt - started);
    rates.push((atOnce * 1_000) / (endedAt - started));
    sweeps.push(performance.now() - endedAt);
  }
  return { claims, sweeps, rates };
}
