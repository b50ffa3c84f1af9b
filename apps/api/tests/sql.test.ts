import { readFileSync } from 'node:fs';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWorld } from './oracle/fill-world.ts';

const page = readFileSync(new URL('../../../docs/sql.md', import.meta.url), 'utf8');
/** Each question, and the statement that answers it. */
const questions = [...page.matchAll(/^([^\n]+\?)\n\n```sql\n([\s\S]*?)```/gm)].map(
  ([, question, statement]) => ({
    question: question ?? '',
    statement: statement ?? '',
  }),
);

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
  await fillWorld(connection.database, { rows: 300, seed: 5 });
});
afterAll(() => connection[Symbol.asyncDispose]());

/** Runs a statement as a person who has the role of readers. */
async function read(statement: string): Promise<Record<string, unknown>[]> {
  const client = await connection.pool.connect();
  try {
    await client.query('begin; set local role hubtwin_reader');
    return (await client.query(statement)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test.for(questions)('a reader gets an answer: $question', async ({ statement }) => {
  expect(await read(statement)).toBeInstanceOf(Array);
});

test('the page has at least twelve questions, and every view is in it', async () => {
  expect(questions.length).toBeGreaterThanOrEqual(12);
  expect(page.match(/```sql/g)).toHaveLength(questions.length);
  const views = await read(
    `select table_name as name from information_schema.views where table_schema = 'hubtwin'`,
  );
  expect(views.length).toBeGreaterThanOrEqual(11);
  expect(views.filter(({ name }) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('a reader reads every view, and no table, function or sequence of ours', async () => {
  const { rows: views } = await connection.pool.query(
    `select table_name as name from information_schema.views where table_schema = 'hubtwin'`,
  );
  for (const { name } of views) await read(`select * from hubtwin.${name} limit 1`);
  const { rows: tables } = await connection.pool.query(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['public.webhook_bodies', 'public.api_keys', 'public.repositories']),
  );
  for (const { name } of tables)
    await expect(read(`select 1 from ${name}`), name).rejects.toMatchObject({ code: '42501' });
  for (const statement of ['select changes_fence()', 'select changes_horizon()', 'create table mine ()'])
    await expect(read(statement), statement).rejects.toMatchObject({ code: '42501' });
});

test('views contain no original objects, and every view and each column that its name does not explain is described', async () => {
  const columns = await read(
    `select table_name, column_name from information_schema.columns where table_schema = 'hubtwin'`,
  );
  expect(columns.filter(({ column_name }) => ['raw', 'version', 'claim'].includes(`${column_name}`))).toEqual(
    [],
  );
  const undescribed = await read(
    `select relname from pg_class where relnamespace = 'hubtwin'::regnamespace and relkind = 'v'
        and obj_description(oid) is null`,
  );
  expect(undescribed).toEqual([]);
});

test('a view has the rows that the API shows: neither deleted ones nor those of repositories that are not tracked', async () => {
  const { pool } = connection;
  const { rows: expected } = await pool.query(
    `select t.number, t.repository_id from issues as t join repositories as r on r.id = t.repository_id
      where t.deleted_at is null and r.deleted_at is null and r.untracked_at is null order by 2, 1`,
  );
  expect(expected.length).toBeGreaterThan(50);
  expect(await read('select number, repository_id from hubtwin.issues order by 2, 1')).toEqual(expected);
});

test('the times of a pull request and the counts of a day are right', async () => {
  await using own = await createTestDatabase();
  const kept = `'{}'::jsonb, '', 'sync', now()`;
  const columns = 'raw, version, source, synced_at';
  for (const statement of [
    `insert into repositories (id, full_name, ${columns}) values (1, 'acme/app', ${kept})`,
    `insert into pull_requests (id, repository_id, number, state, author_login, requested_reviewers, created_at, updated_at, merged_at,
                                additions, deletions, ${columns})
     values (1, 1, 7, 'closed', 'ada', '{}', '2026-03-01T10:00Z', '2026-03-02T10:00Z', '2026-03-02T10:00Z', 30, 12, ${kept}),
            (2, 1, 8, 'open', 'ada', '{bram,chiara}', now() - interval '5 hours', now() - interval '2 hours', null, null, 1, ${kept})`,
    `insert into issue_comments (id, repository_id, issue_number, author_login, created_at, ${columns})
     values (1, 1, 7, 'ada', '2026-03-01T10:30Z', ${kept}), (2, 1, 7, 'ci[bot]', '2026-03-01T10:31Z', ${kept}),
            (3, 1, 7, 'bram', '2026-03-01T12:30Z', ${kept}), (4, 1, 7, 'chiara', '2026-03-01T13:30Z', ${kept})`,
    `insert into reviews (id, repository_id, pull_number, author_login, state, submitted_at, ${columns})
     values (1, 1, 7, 'ada', 'commented', '2026-03-01T11:00Z', ${kept}),
            (2, 1, 7, 'chiara', 'approved', '2026-03-01T14:00Z', ${kept})`,
  ])
    await own.pool.query(statement);
  const { rows: cycle } = await own.pool.query(
    `select first_responder, hours_to_first_response::float8 as response, first_reviewer,
            hours_to_first_review::float8 as review, hours_to_merge::float8 as merge, lines_changed
       from hubtwin.pull_request_cycle where number = 7`,
  );
  expect(cycle).toEqual([
    {
      ...{ first_responder: 'bram', response: 2.5, first_reviewer: 'chiara', review: 4 },
      ...{ merge: 24, lines_changed: 42 },
    },
  ]);
  const { rows: load } = await own.pool.query(
    `select reviewer, round(hours_open)::int as open, round(hours_idle)::int as idle from hubtwin.review_load order by reviewer`,
  );
  expect(load).toEqual([
    { reviewer: 'bram', open: 5, idle: 2 },
    { reviewer: 'chiara', open: 5, idle: 2 },
  ]);
  const { rows: days } = await own.pool.query(
    `select day::text, pulls_opened, pulls_merged, comments from hubtwin.daily_metrics
      where day < '2026-04-01' order by day`,
  );
  expect(days).toEqual([
    { day: '2026-03-01', pulls_opened: 1, pulls_merged: 0, comments: 4 },
    { day: '2026-03-02', pulls_opened: 0, pulls_merged: 1, comments: 0 },
  ]);
});
