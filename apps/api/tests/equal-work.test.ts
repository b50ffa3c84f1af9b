import { createSyncJob } from '@hubtwin/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { installationOf, issueOf, jobOf, type Repo, renamedFrom } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const shown = { id: 3001, fullName: 'acme/shown' };
const hidden = { id: 3002, fullName: 'acme/hidden' };
/** So many that reading each would be measurable. */
const crowd: Repo[] = Array.from({ length: 300 }, (_, n) => ({ id: 4000 + n, fullName: `acme/other-${n}` }));
/** The cost of one row in the nodes of a plan. */
const oneRow = 10;
const missingGuid = '72d3162e-cc78-11e3-81ab-4c9367dc0958';

interface Statement {
  text: string;
  values: unknown[];
}

let api: TestApi;
let limited: string;
let jobId: number;
let guid: string;
const statements: Statement[] = [];
beforeAll(async () => {
  api = await startApi({ github: { tokens: ['a-token'] } });
  const spied = new WeakSet();
  api.connection.pool.on('acquire', (client) => {
    if (spied.has(client)) return;
    spied.add(client);
    const { query } = client;
    vi.spyOn(client, 'query').mockImplementation((...given: unknown[]) => {
      const [first, values] = given;
      if (typeof first === 'string') {
        statements.push({ text: first, values: Array.isArray(values) ? values : [] });
      }
      return Reflect.apply(query, client, given);
    });
  });
  await api.apply([
    issueOf(shown, { id: 1, number: 1 }),
    issueOf(hidden, { id: 2, number: 1 }),
    jobOf(hidden, 20, 10),
  ]);
  await api.apply([
    installationOf(50, [shown]),
    installationOf(51, [hidden, ...crowd]),
    renamedFrom(hidden, 'was-hidden'),
  ]);
  const { database } = api.connection;
  jobId = await createSyncJob(database, {
    type: 'periodic_sync',
    priority: 'normal',
    installationId: null,
    details: {},
    tasks: crowd.map(({ id }) => ({
      repositoryId: id,
      work: 'sync' as const,
      resources: null,
      pagesEstimated: 1,
    })),
  });
  for (let n = 0; n < 20; n += 1) {
    guid = await storeDelivery(
      api,
      'issues',
      {},
      { status: 'parked', error: 'no', repository_id: hidden.id },
    );
  }
  await sql`analyze`.execute(database);
  limited = await api.createKey({ scopes: ['read', 'write', 'admin'], repositoryIds: [shown.id] });
});
afterAll(() => api[Symbol.asyncDispose]());

const plan = z.looseObject({
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  get Plans() {
    return z.array(plan).default([]);
  },
});

function rowsOf(node: z.output<typeof plan>): number {
  const touched = (node['Actual Rows'] + node['Rows Removed by Filter']) * node['Actual Loops'];
  return node.Plans.reduce((sum, each) => sum + rowsOf(each), touched);
}

/** How many rows Postgres reads for a statement. */
async function costOf({ text, values }: Statement): Promise<number> {
  if (!/^\s*select/.test(text)) return 0;
  const { rows } = await api.connection.pool.query(`explain (analyze, format json) ${text}`, values);
  const [[top] = []] = z
    .array(z.object({ Plan: plan }))
    .array()
    .parse(rows.map((row) => row['QUERY PLAN']));
  return top === undefined ? 0 : rowsOf(top.Plan);
}

/** The work of Postgres for a request: the texts of its statements, and the rows that they read. */
async function workOf(path: string, method: string, body?: object) {
  statements.length = 0;
  const { status, text } = await api.ask(path, { key: limited, method, ...(body && { body }) });
  const sent = statements.filter((each) => !/audit_log|idempotency/.test(each.text));
  let rows = 0;
  for (const statement of sent) rows += await costOf(statement);
  return {
    answer: [status, text.replace(/"request_id":"[^"]*"/, '')],
    texts: sent.map((each) => each.text),
    rows,
  };
}

const v1 = '/api/v1';
const byName = (path: (name: string) => string) => [
  path('acme/hidden'),
  path('acme/was-hidden'),
  path('acme/never-was'),
];

test.for([
  ['GET', ...byName((name) => `${v1}/repositories/${name}`)],
  ['GET', ...byName((name) => `${v1}/repositories/${name}/issues/1`)],
  ['PATCH', ...byName((name) => `${v1}/repositories/${name}/settings`)],
  ['GET', ...byName((name) => `${v1}/access?repository=${name}`)],
  ['GET', ...byName((name) => `${v1}/projects?repository=${name}`)],
  ['GET', ...byName((name) => `${v1}/search?q=it&repository=${name}`)],
  ['GET', ...byName((name) => `${v1}/webhooks/events?repository=${name}`)],
  ['GET', `${v1}/repositories/by-id/${hidden.id}`, `${v1}/repositories/by-id/99`],
  ['GET', `${v1}/jobs/20`, `${v1}/jobs/99`],
  ['GET', ...byName((name) => `${v1}/jobs?repository=${name}`)],
  ['GET', `${v1}/installations/51`, `${v1}/installations/99`],
  ['GET', `${v1}/installations/51/repositories`, `${v1}/installations/99/repositories`],
])('%s of what is hidden is the same work as of what is not there: %s', async ([method = '', ...paths]) => {
  const body = method === 'PATCH' ? { has_wiki: true } : undefined;
  const works = [];
  for (const path of paths) works.push(await workOf(path, method, body));
  const missing = works.at(-1) ?? expect.fail();
  for (const work of works) {
    expect(work.answer).toEqual(missing.answer);
    expect(work.texts).toEqual(missing.texts);
    expect(Math.abs(work.rows - missing.rows)).toBeLessThanOrEqual(oneRow);
  }
});

test('a hidden sync job, a hidden delivery and a repository to track take the same work as missing ones', async () => {
  const pairs = [
    ['GET', `${v1}/sync/jobs/${jobId}`, `${v1}/sync/jobs/99999`],
    ['POST', `${v1}/sync/jobs/${jobId}/cancel`, `${v1}/sync/jobs/99999/cancel`],
    ['GET', `${v1}/webhooks/events/${guid}`, `${v1}/webhooks/events/${missingGuid}`],
    ['POST', `${v1}/webhooks/events/${guid}/replay`, `${v1}/webhooks/events/${missingGuid}/replay`],
  ];
  for (const [method = '', one = '', other = ''] of pairs) {
    const [work, missing] = [await workOf(one, method), await workOf(other, method)];
    expect(work.answer).toEqual(missing.answer);
    expect(work.texts).toEqual(missing.texts);
    expect(Math.abs(work.rows - missing.rows)).toBeLessThanOrEqual(oneRow);
  }
  const add = (repository: string) => workOf(`${v1}/repositories`, 'POST', { repository });
  const [work, missing] = [await add('acme/hidden'), await add('acme/never-was')];
  expect(work).toEqual({ ...missing, rows: work.rows });
  expect(Math.abs(work.rows - missing.rows)).toBeLessThanOrEqual(oneRow);
});
