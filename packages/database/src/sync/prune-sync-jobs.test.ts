import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { readCursors } from './cursors.ts';
import { pruneSyncJobs } from './prune-sync-jobs.ts';

test('old ended jobs are deleted with their cursors, and running or recent ones are not', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  await pool.query(`
    insert into sync_jobs (job_type, status, priority, created_at, completed_at)
    select 'auto_import', 'completed', 'low', now() - interval '40 days', ended
      from unnest(array[now() - interval '31 days', now() - interval '29 days', null]) with ordinality as t (ended, n)
     order by n;
    insert into sync_job_repositories (job_id, repository_id, work) select id, 7, 'import' from sync_jobs;
    insert into sync_cursors (scope, value) select 'import:' || id || ':7:issues', '1' from sync_jobs;
    insert into sync_cursors (scope, value) values ('recovery:1', '1');
  `);
  expect(await pruneSyncJobs(database, { days: 30 })).toBe(1);
  const scopes = ['import:1:7:issues', 'import:2:7:issues', 'import:3:7:issues', 'recovery:1'];
  expect([...(await readCursors(database, scopes)).keys()].sort()).toEqual(scopes.slice(1));
  const { rows } = await pool.query('select job_id from sync_job_repositories order by job_id');
  expect(rows.map(({ job_id }) => job_id)).toEqual([2, 3]);
});
