import { applyObservations } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { createTestDatabase, exampleDeliveries, type TestDatabase } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

const receivedAt = new Date('2026-01-01T00:00:00Z');
const observations = exampleDeliveries().flatMap(
  (delivery) => interpretDelivery({ ...delivery, receivedAt }).observations,
);

async function snapshot() {
  const tables = await Promise.all(
    resources.map(async ({ table, key }) => {
      const rows =
        await sql`select * from ${sql.table(table)} order by ${sql.join(key.map((k) => sql.ref(k)))}`.execute(
          connection.database,
        );
      return [table, rows.rows] as const;
    }),
  );
  return Object.fromEntries(tables);
}

test('every published example results in rows, one for each id, and the second time nothing changes', async () => {
  await connection.database
    .transaction()
    .execute((transaction) => applyObservations(transaction, observations));
  const first = await snapshot();
  for (const { table, events } of resources) {
    if (Object.keys(events).length === 0) continue;
    const keys = observations
      .filter(({ resource }) => resource.table === table)
      .map(({ key }) => JSON.stringify(key));
    expect([table, first[table]?.length]).toEqual([table, new Set(keys).size]);
    expect(first[table]?.length).toBeGreaterThan(0);
  }
  const seq = await sql`select count(*) from changes`.execute(connection.database);

  const outcome = await connection.database
    .transaction()
    .execute((transaction) => applyObservations(transaction, observations.toReversed()));
  expect(outcome.effects).toMatchObject({ created: 0, updated: 0, recorded: 0 });
  expect(await snapshot()).toEqual(first);
  expect((await sql`select count(*) from changes`.execute(connection.database)).rows).toEqual(seq.rows);
});
