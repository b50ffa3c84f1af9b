import { expect, test } from 'vitest';
import { isOfListAlone } from '../src/sync/is-of-list-alone.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const by = 'ada-okafor';
const scene = { repository: 'monolith', by };
const name = 'demo-org/monolith';
const sizes = { commits: 250, issues: 30, pullRequests: 130, runs: 10, branches: 2, labels: 3, releases: 1 };
const world = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };

async function imported(): Promise<TestTwin> {
  const twin = await startTwin(world);
  await twin.importAll([name]);
  return twin;
}

const sync = ({ connection, github, repositoryIdOf }: TestTwin, names: readonly string[] | null) =>
  syncRepository(repositoryIdOf(name), names, { database: connection.database, github, priority: 'high' });

const count = async ({ connection: { pool } }: TestTwin, what: string) =>
  (await pool.query(`select count(*)::int from ${what}`)).rows[0].count;

test.each(['2099-01-01', '9998-12-31'])(
  'a row dated %s hides no issue from a sync, nor drift from a probe',
  async (date) => {
    await using twin = await imported();
    const { pool, database } = twin.connection;
    await pool.query(
      `update issues set updated_at = '${date}' where id = (select id from issues order by number limit 1)`,
    );
    await pool.query('update repositories set last_synced_at = now()');
    twin.running.simulator.shiftTime(120_000);
    twin.running.simulator.commands.openIssue({ ...scene, title: 'Missed' });
    const [installation] = twin.running.simulator.world.installations.keys();
    const view = twin.github.forInstallation(installation ?? 0);
    const among = { repositoryIds: [twin.repositoryIdOf(name)] };
    const { drifts } = await probeDrift({ database, view }, { among }, {});
    expect(drifts[0]?.resources).toContain('issues');
    await sync(twin, ['issues']);
    expect(await count(twin, `issues where title = 'Missed'`)).toBe(1);
  },
);

test('changes since the last complete read cost one request for each list', async () => {
  await using twin = await imported();
  await sync(twin, null);
  twin.running.rest.log.clear();
  await sync(twin, ['issues', 'pull_requests', 'workflow_runs', 'commits']);
  expect(twin.running.rest.log.list().length).toBeLessThanOrEqual(4 + 1);
});

test.each([
  [
    'commits',
    250,
    (twin: TestTwin) =>
      twin.running.simulator.commands.push({
        ...scene,
        branch: 'main',
        commits: Array.from({ length: 250 }, (_, nth) => ({ message: `step ${nth}` })),
      }),
    `commits where message like 'step %'`,
  ],
  [
    'issues',
    230,
    (twin: TestTwin) => {
      for (let n = 0; n < 230; n++) twin.running.simulator.commands.openIssue({ ...scene, title: 'step' });
    },
    `issues where title = 'step'`,
  ],
  [
    'pull_requests',
    130,
    (twin: TestTwin) => {
      const { commands, world: simulated } = twin.running.simulator;
      const repository = simulated.repositories.get(twin.repositoryIdOf(name));
      for (const number of repository?.pullRequests.keys() ?? [])
        commands.commentOnIssue({ ...scene, number, body: 'step' });
    },
    'pull_requests where updated_at > (select max(created_at) from pull_requests)',
  ],
])(
  'a sync of %s that is interrupted after its first page is completed by the next',
  {
    timeout: 120_000,
  },
  async (resource, expected, change, rows) => {
    await using twin = await imported();
    await sync(twin, [resource]);
    twin.running.simulator.shiftTime(600_000);
    change(twin);
    twin.running.rest.faults.add({
      fault: { kind: 'refusal', status: 409, message: 'Conflict' },
      path: '[?&]page=2',
    });
    const { lists } = await sync(twin, [resource]);
    expect(lists).toMatchObject([{ resource, state: 'failed' }]);
    twin.running.rest.faults.clear();
    await sync(twin, [resource]);
    expect(await count(twin, rows)).toBe(expected);
  },
);

test('errors that affect every request are not failures of a list', () => {
  expect(isOfListAlone(new TypeError('a mistake of our own'))).toBe(false);
});

test('a list that cannot be read fails alone: the others are synced, and it is reported', async () => {
  await using twin = await imported();
  twin.running.rest.faults.add({
    fault: { kind: 'refusal', status: 409, message: 'Conflict' },
    path: '/labels',
  });
  const { lists } = await sync(twin, null);
  const failed = lists.filter((list) => 'state' in list);
  expect(failed).toMatchObject([
    { resource: 'labels', state: 'failed', reason: expect.stringContaining('Conflict') },
  ]);
  expect(lists.length).toBeGreaterThan(9);
});
