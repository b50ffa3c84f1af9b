import { createTestDatabase } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addRequestCounts } from './add-request-counts.ts';
import { readRequestCounts } from './read-request-counts.ts';

test('hours start in UTC, and are read as whole hours, in any time zone of Postgres', async () => {
  await using connection = await createTestDatabase({ poolMax: 1 });
  const { database } = connection;
  await sql`set time zone 'Asia/Kolkata'`.execute(database);
  const since = new Date();
  const counts = { answers: 1, notModified: 0, refused: 0, seconds: 1, lastAt: since, errors: {} };
  await addRequestCounts(database, 'api', counts);
  const stored = await database.selectFrom('github_request_counts').select('hour').execute();
  expect(stored.map(({ hour }) => hour.getTime() % 3_600_000)).toEqual([0]);
  expect(await readRequestCounts(database, since)).toMatchObject([{ service: 'api', answers: 1 }]);
});
