import { type IncomingDelivery, restoreObjects } from '@hubtwin/database';
import { issues, pullRequests } from '@hubtwin/resources';
import { buildDelivery } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker, type TestWorker } from './start-worker.ts';

// What people reported of GitHub's deliveries, and more of each kind; nothing can be requested from GitHub.
let worker: TestWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker[Symbol.asyncDispose]());

const repository = { id: 7, full_name: 'acme/twin', updated_at: '2026-01-01T00:00:00Z' };
const at = '2026-01-01T00:00:00Z';
let lastId = 1_000;
const newId = () => {
  lastId += 1;
  return lastId;
};
const rows = async (sql: string) => (await worker.connection.pool.query(sql)).rows;

async function apply(...deliveries: IncomingDelivery[]): Promise<(string | undefined)[]> {
  await worker.store(deliveries);
  await worker.runJob(deliveries);
  return (await worker.read(deliveries)).map(({ status }) => status);
}

const byId = { id: 501, name: 'bug', color: 'd73a4a', description: null, default: true };
test.each<[string, unknown, string[] | null]>([
  ['names alone', ['bug', 'needs triage'], ['bug', 'needs triage']],
  ['one name, in any script', ['ошибка 🐛'], ['ошибка 🐛']],
  ['names beside whole labels', [byId, 'docs'], ['bug', 'docs']],
  [
    'labels without an id',
    [
      { name: 'bug', color: 'd73a4a' },
      { id: null, name: 'docs' },
    ],
    ['bug', 'docs'],
  ],
  ['labels without a name', [{ id: null }, { id: 502 }, 'docs'], ['docs']],
  ['no label', [], []],
  ['null', null, null],
])('an issue and a pull request whose labels are %s are stored with them', async (_, labels, names) => {
  const id = newId();
  const common = { id, number: id, title: 'Odd', state: 'open', labels, created_at: at, updated_at: at };
  const user = { login: 'ada', id: 1, type: 'User' };
  expect(
    await apply(
      buildDelivery({
        event: 'issues',
        payload: { action: 'opened', issue: { ...common, user }, repository },
      }),
      buildDelivery({
        event: 'pull_request',
        payload: { action: 'opened', number: id, pull_request: { ...common, user }, repository },
      }),
    ),
  ).toEqual(['processed', 'processed']);
  for (const resource of [issues, pullRequests]) {
    const [row] = await rows(`select labels, raw from ${resource.table} where id = ${id}`);
    const stored = { repositoryId: repository.id, raw: row.raw };
    const [original] = await restoreObjects(worker.connection.database, resource, [stored]);
    expect({ labels: row.labels, raw: original?.labels }).toEqual({ labels: names, raw: labels });
  }
});

test.each<[string, unknown]>([
  ['a number', [1]],
  ['a list', [['bug']]],
  ['a label whose id is a text', [{ id: 'x', name: 'bug' }]],
  ['a label whose name is a number', [{ id: 503, name: 5 }]],
  ['a text in place of the list', 'bug'],
])('an issue whose labels hold %s is parked with the reason, and stops no other', async (_, labels) => {
  const [odd, fine] = [newId(), newId()];
  const opened = (id: number, own: unknown) =>
    buildDelivery({
      payload: {
        action: 'opened',
        issue: { id, number: id, title: 'Odd', state: 'open', labels: own, updated_at: at },
        repository,
      },
    });
  expect(await apply(opened(odd, labels), opened(fine, []))).toEqual(['parked', 'processed']);
  expect(await rows(`select id from issues where id in (${odd}, ${fine})`)).toEqual([{ id: fine }]);
});

test.each([
  ['waiting', 'queued'],
  ['waiting', 'queued', 'in_progress'],
  ['requested', 'queued'],
  ['pending', 'queued', 'in_progress', 'completed'],
  ['waiting', 'in_progress'],
  ['waiting', 'completed'],
  ['queued', 'in_progress', 'completed'],
])(
  'a job that goes %s, %s … within a second shows the last of these, in whatever order they come',
  async (...statuses) => {
    const last = statuses.at(-1);
    const job = (id: number, status: string) =>
      buildDelivery({
        event: 'workflow_job',
        payload: {
          action: status,
          workflow_job: {
            ...{ id, run_id: 1, run_attempt: 1, name: 'build', workflow_name: 'CI', steps: [], status },
            ...{ conclusion: status === 'completed' ? 'cancelled' : null, labels: ['self-hosted'] },
            ...{ created_at: at, started_at: at, completed_at: null },
          },
          repository,
        },
      });
    const shown = async (id: number) =>
      (await rows(`select status, refetch_reasons from workflow_jobs where id = ${id}`))[0];
    const [inOrder, reversed, together] = [newId(), newId(), newId()];
    for (const status of statuses) await apply(job(inOrder, status));
    for (const status of statuses.toReversed()) await apply(job(reversed, status));
    await apply(...statuses.toReversed().map((status) => job(together, status)));
    for (const id of [inOrder, reversed, together])
      expect(await shown(id), `job ${id}`).toMatchObject({ status: last, refetch_reasons: null });
  },
);
