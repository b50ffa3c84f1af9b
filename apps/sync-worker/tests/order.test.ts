import { createHash, randomUUID } from 'node:crypto';
import { loadConfig } from '@hubtwin/config';
import { type DatabaseConnection, storeDeliveries } from '@hubtwin/database';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncWorkerSections } from '../src/config.ts';
import { createContext } from '../src/context.ts';
import { applyDeliveries } from '../src/jobs/apply-deliveries.ts';
import { historyOf, type Message } from './histories.ts';

const objectsPerRun = 50;
const runs = 12;
const workers = 4;

let telemetry: Telemetry;
beforeAll(async () => {
  telemetry = await startTelemetry('order-test', { logLevel: 'silent' });
});
afterAll(() => telemetry[Symbol.asyncDispose]());

const tables = ['issues', 'pull_requests', 'workflow_runs', 'workflow_jobs', 'repositories'];

/** All rows, without the one column that says when they were written. */
async function rowsOf({ pool }: DatabaseConnection): Promise<unknown[]> {
  const rows = await Promise.all(
    tables.map((table) =>
      pool.query(`select to_jsonb(t) - 'synced_at' as row from ${table} as t order by id`),
    ),
  );
  return rows.flatMap((result) => result.rows);
}

async function store({ pool }: DatabaseConnection, messages: readonly Message[]): Promise<string[]> {
  const deliveries = messages.map(({ event, payload }) => {
    const body = Buffer.from(JSON.stringify(payload));
    const bodySha256 = createHash('sha256').update(body).digest();
    const headers = { 'content-type': 'application/json' };
    return { guid: randomUUID(), event, hookId: null, headers, body, bodySha256 };
  });
  await storeDeliveries(pool, deliveries, randomUUID());
  return deliveries.map(({ guid }) => guid);
}

/** Applies jobs of deliveries, `atOnce` of them at a time, as so many workers would. */
async function apply(
  connection: DatabaseConnection & { url: string },
  jobs: readonly string[][],
  atOnce: number,
) {
  const config = loadConfig(syncWorkerSections, { DATABASE_URL: connection.url, DATABASE_POOL_MAX: '8' });
  await using context = await createContext(config, telemetry);
  const definition = applyDeliveries(context);
  const waiting = [...jobs];
  const work = async () => {
    for (let deliveryIds = waiting.shift(); deliveryIds !== undefined; deliveryIds = waiting.shift()) {
      const signal = new AbortController().signal;
      await definition.process(
        { deliveryIds },
        { signal, logger: telemetry.logger, job: { id: '', attempt: 1 } },
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

test('deliveries shuffled, repeated and split over concurrent workers end in the same rows as in order', async () => {
  let cases = 0;
  const histories = fc.tuple(...Array.from({ length: objectsPerRun }, (_, n) => historyOf(n + 1)));
  await fc.assert(
    fc.asyncProperty(histories, fc.infiniteStream(fc.nat({ max: 1_000_000 })), async (stories, random) => {
      await using inOrder = await createTestDatabase();
      await using shuffled = await createTestDatabase();
      const messages = stories.flat();
      await apply(inOrder, chunksOf(await store(inOrder, messages), 64), 1);

      const draw = () => random.next().value ?? 0;
      // The same body comes again under a new GUID, and the same GUID in another job.
      const repeated = messages.flatMap((message) => (draw() % 3 === 0 ? [message, message] : [message]));
      const guids = await store(shuffled, repeated);
      const order = [...guids, ...guids.filter(() => draw() % 4 === 0)]
        .map((guid) => ({ guid, place: draw() }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ guid }) => guid);
      await apply(shuffled, chunksOf(order, 1 + (draw() % 20)), workers);

      expect(await rowsOf(shuffled)).toEqual(await rowsOf(inOrder));
      const { rows } = await shuffled.pool.query(`select distinct status from webhook_deliveries`);
      expect(rows).toEqual([{ status: 'processed' }]);
      cases += stories.length;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  expect(cases).toBeGreaterThanOrEqual(500);
}, 120_000);
