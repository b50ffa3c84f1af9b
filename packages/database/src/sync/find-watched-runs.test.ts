import { createTestDatabase } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findWatchedRuns } from './find-watched-runs.ts';

test('all runs are watched in rotation, and those that most likely continue each time', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  // Of 700 runs in two repositories, 150 are of the last month; one is unfinished.
  await sql`
    insert into workflow_runs (id, repository_id, status, created_at, updated_at, raw, version, key_versions, source, synced_at)
    select n, 1 + n % 2, case when n = 7 then 'queued' else 'completed' end,
           now() - case when n > 550 then interval '5 days' else interval '90 days' end,
           now() - interval '1 day' * (700 - n), jsonb_build_object('check_suite_node_id', 'CS_' || n), '', '{}', 'sync', now()
      from generate_series(1, 700) as n
  `.execute(database);
  const seen = new Set<number>();
  let positions: Parameters<typeof findWatchedRuns>[2] = { recent: null, all: null };
  for (let pass = 0; pass < 4; pass++) {
    const found = await findWatchedRuns(database, [1, 2], positions);
    positions = found.positions;
    const ids = new Set(found.runs.map(({ id }) => id));
    expect(ids.has(7), 'unfinished runs').toBe(true);
    for (let id = 551; id <= 700; id++) expect(ids.has(id), `${id} of the last month`).toBe(true);
    for (const id of ids) seen.add(id);
  }
  expect(seen.size).toBe(700);
  expect((await findWatchedRuns(database, [3], positions)).runs).toEqual([]);
});
