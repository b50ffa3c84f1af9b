import { buildDelivery } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { historyOf, type Message, orderedHistoryOf } from './histories.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

const objectsPerRun = 50;
const runs = 12;
const workers = 4;

let inOrder: TestWorker;
let shuffled: TestWorker;
beforeAll(async () => {
  inOrder = await startWorker();
  shuffled = await startWorker();
});
afterAll(async () => {
  await shuffled[Symbol.asyncDispose]();
  await inOrder[Symbol.asyncDispose]();
});

const tables = ['issues', 'pull_requests', 'workflow_runs', 'workflow_jobs', 'repositories'];

async function clear(): Promise<void> {
  for (const { connection } of [inOrder, shuffled]) {
    for (const table of [...tables, 'webhook_deliveries', 'webhook_bodies']) {
      await connection.pool.query(`delete from ${table}`);
    }
  }
}
beforeEach(clear);

/** All rows, without the one column that says when they were written. */
async function rowsOf({ connection }: TestWorker): Promise<unknown[]> {
  const rows = await Promise.all(
    tables.map((table) =>
      connection.pool.query(
        `select (to_jsonb(t) - 'synced_at' - 'deletion_found_at') #- '{claim,receivedAt}' as row from ${table} as t order by id`,
      ),
    ),
  );
  return rows.flatMap((result) => result.rows);
}

const deliveriesOf = (messages: readonly Message[]) => messages.map((message) => buildDelivery(message));

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/** Applies messages one after the other, in their original order. */
async function applyInOrder(messages: readonly Message[]): Promise<void> {
  const deliveries = deliveriesOf(messages);
  await inOrder.store(deliveries);
  // Within a job deliveries are taken by the time of their receipt.
  for (const table of ['webhook_deliveries', 'webhook_bodies']) {
    await inOrder.connection.pool.query(
      `update ${table} as t set received_at = t.received_at + n * interval '1 millisecond'
         from unnest($1::uuid[]) with ordinality as given (guid, n) where given.guid = t.guid`,
      [deliveries.map(({ guid }) => guid)],
    );
  }
  for (const job of chunksOf(deliveries, 64)) await inOrder.runJob(job);
}

/** Applies messages in a random order, some of them repeatedly, by several concurrent workers. */
async function applyShuffled(messages: readonly Message[], draw: () => number): Promise<void> {
  // The same body comes again under a new GUID, and the same GUID in another job.
  const repeated = messages.flatMap((message) => (draw() % 3 === 0 ? [message, message] : [message]));
  const deliveries = deliveriesOf(repeated);
  await shuffled.store(deliveries);
  const order = [...deliveries, ...deliveries.filter(() => draw() % 4 === 0)]
    .map((delivery) => ({ delivery, place: draw() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ delivery }) => delivery);
  const waiting = chunksOf(order, 1 + (draw() % 20));
  const work = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await shuffled.runJob(job);
  };
  await Promise.all(Array.from({ length: workers }, work));
  const ends = await shuffled.connection.pool.query(
    'select distinct status, attempts from webhook_deliveries',
  );
  expect(ends.rows).toEqual([{ status: 'processed', attempts: 1 }]);
}

const randomness = fc.infiniteStream(fc.nat({ max: 1_000_000 }));
const drawFrom = (random: Iterator<number>) => () => random.next().value ?? 0;

test('deliveries shuffled, repeated and split over concurrent workers end in the same rows as in order', async () => {
  let cases = 0;
  const histories = fc.tuple(...Array.from({ length: objectsPerRun }, (_, n) => historyOf(n + 1)));
  await fc.assert(
    fc.asyncProperty(histories, randomness, async (stories, random) => {
      await clear();
      const messages = stories.flat();
      await applyInOrder(messages);
      await applyShuffled(messages, drawFrom(random));
      expect(await rowsOf(shuffled)).toEqual(await rowsOf(inOrder));
      cases += stories.length;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  expect(cases).toBeGreaterThanOrEqual(500);
}, 120_000);

test('objects with distinct versions end in their last state, in any order of arrival', async () => {
  const histories = fc.tuple(...Array.from({ length: 100 }, (_, n) => orderedHistoryOf(n + 1)));
  await fc.assert(
    fc.asyncProperty(histories, randomness, async (stories, random) => {
      await clear();
      await applyShuffled(
        stories.flatMap(({ messages }) => messages),
        drawFrom(random),
      );
      const { rows } = await shuffled.connection.pool.query(
        `select id, title, state, deleted_at is not null as deleted from issues order by id`,
      );
      expect(rows).toEqual(stories.map(({ last }) => last));
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 60_000);
