import { storeObservations } from '@hubtwin/database';
import { commits as commitsResource, labels, resources } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { differences } from './truth.ts';

const name = 'demo-org/monolith';
const world = {
  repositories: 0,
  sized: [
    {
      name: 'monolith',
      commits: 320,
      issues: 240,
      pullRequests: 130,
      runs: 120,
      branches: 4,
      labels: 12,
      releases: 3,
    },
  ],
};
const scene = { repository: 'monolith', by: 'ada-okafor' };
const priority = 'high';

/** Each label is requested separately. */
const labelsByItem = (({ list: _, ...definition }) => definition)(labels);

async function untruths({ running, connection }: TestTwin): Promise<string[]> {
  const all = await Promise.all(
    resources.map((definition) => differences(running, connection, definition, name)),
  );
  return all.flat();
}

async function imported(): Promise<TestTwin> {
  const twin = await startTwin(world);
  for (const label of ['unused', 'kept']) {
    twin.running.simulator.commands.createLabel({ ...scene, name: label, color: 'ffffff' });
  }
  await twin.importAll([name]);
  const ids = [twin.repositoryIdOf(name)];
  await twin.connection.pool.query('update repositories set last_synced_at = now() where id = any($1)', [
    ids,
  ]);
  // GitHub's replicas may lag behind recent objects.
  await twin.connection.pool.query(`update labels set synced_at = synced_at - interval '2 minutes'`);
  twin.running.rest.log.clear();
  return twin;
}

const probe = ({ connection, github, running }: TestTwin) => {
  const [installation] = running.simulator.world.installations.values();
  const installationId = installation?.id ?? null;
  const view = github.forRepository({ installationId });
  return probeDrift({ database: connection.database, view }, { among: { installationId } }, { priority });
};
const sync = ({ connection, github, repositoryIdOf }: TestTwin, names: readonly string[] | null) =>
  syncRepository(repositoryIdOf(name), names, { database: connection.database, github, priority });

test('a twin that equals GitHub is recognised, and costs no request of the core limit', async () => {
  await using twin = await imported();
  expect(await probe(twin)).toMatchObject({
    probed: 1,
    drifts: [],
    inaccessible: [],
    unanswered: [],
    requests: 1,
  });
  expect(twin.running.rest.log.list().map(({ resource }) => resource)).toEqual(['graphql']);
});

test.each<[string, string[], (twin: TestTwin) => unknown]>([
  [
    'an issue that was opened',
    ['issues'],
    ({ running }) => running.simulator.commands.openIssue({ ...scene, title: 'x' }),
  ],
  [
    'an issue that was closed',
    ['issues'],
    ({ running }) => {
      const issue = [
        ...(running.simulator.world.repositories
          .get(running.simulator.world.names.get(name) ?? 0)
          ?.issues.values() ?? []),
      ].find(({ state }) => state === 'open');
      return running.simulator.commands.closeIssue({ ...scene, number: issue?.number ?? 0 });
    },
  ],
  [
    'a push',
    ['branches', 'commits'],
    ({ running }) =>
      running.simulator.commands.push({
        ...scene,
        branch: 'main',
        commits: [{ message: 'one' }, { message: 'two' }],
      }),
  ],
  [
    'a branch that was made',
    ['branches'],
    ({ running }) =>
      running.simulator.commands.createBranch({ ...scene, branch: 'new', commits: [{ message: 'one' }] }),
  ],
  [
    'a label that was made',
    ['labels'],
    ({ running }) => running.simulator.commands.createLabel({ ...scene, name: 'new', color: 'ffffff' }),
  ],
  [
    'a label that was deleted',
    ['labels'],
    // Deleting a label of issues does not date them: their rows follow later.
    ({ running }) => running.simulator.commands.deleteLabel({ ...scene, name: 'unused' }),
  ],
  [
    'a release',
    ['releases'],
    ({ running }) => running.simulator.commands.publishRelease({ ...scene, tag: 'v9' }),
  ],
  ['a star', ['repositories'], ({ running }) => running.simulator.commands.star(scene)],
  ['an archive', ['repositories'], ({ running }) => running.simulator.commands.archiveRepository(scene)],
])('%s, without a delivery, is found and fixed', async (_, changedResources, mutate) => {
  await using twin = await imported();
  mutate(twin);
  const { drifts } = await probe(twin);
  expect(drifts).toEqual([
    { repositoryId: twin.repositoryIdOf(name), resources: expect.arrayContaining(changedResources) },
  ]);
  twin.running.rest.log.clear();
  await sync(twin, drifts[0]?.resources ?? []);
  expect(twin.running.rest.log.list().length, 'only changed lists are requested').toBeLessThanOrEqual(9);
  expect(await untruths(twin)).toEqual([]);
  expect((await probe(twin)).drifts).toEqual([]);
});

test('a run whose events were lost comes with its jobs, and its end is fetched if it was lost', async () => {
  await using twin = await startTwin(world);
  const { commands } = twin.running.simulator;
  const { value: run } = commands.startWorkflowRun({ ...scene, workflow: 'CI', branch: 'main' });
  commands.progressWorkflowRun({ ...scene, run: run.id });
  await twin.importAll([name]);
  const { pool } = twin.connection;
  const ended = async () => {
    const { rows } = await pool.query(
      `select r.status, count(j.id)::int as jobs, count(j.id) filter (where j.status = 'completed')::int as completed
         from workflow_runs as r left join workflow_jobs as j on j.run_id = r.id where r.id = $1 group by r.id`,
      [run.id],
    );
    return rows[0];
  };
  const before = await ended();
  expect(before).toMatchObject({ status: 'in_progress', completed: 0 });
  expect(before.jobs).toBeGreaterThan(0);
  commands.completeWorkflowRun({ ...scene, run: run.id, conclusion: 'success' });
  twin.running.rest.log.clear();
  await sync(twin, ['workflow_runs']);
  expect(await ended()).toEqual({ status: 'completed', jobs: before.jobs, completed: before.jobs });
  await sync(twin, ['workflow_runs']);
  const runs = 'GET /repos/:owner/:repo/actions/runs';
  const requested = twin.running.rest.log.list().map(({ route }) => route);
  const lists = requested.filter((route) => route !== 'GET /repositories/:id');
  expect(lists, 'finished runs cost nothing').toEqual([runs, `${runs}/:run_id/jobs`, runs]);
});

test('a recent object that GitHub does not find is only deleted once a second attempt does not find it', async () => {
  await using twin = await imported();
  const { connection, github, running } = twin;
  await connection.pool.query(
    `update labels set synced_at = now(), refetch_reasons = '{"tie": " 2026"}' where name in ('unused', 'kept')`,
  );
  const settle = () =>
    refetchUncertain(labelsByItem, twin.repositoryIdOf(name), {
      database: connection.database,
      github,
      priority,
    });
  const stored = async () => {
    const { rows } = await connection.pool.query(
      `select name, deleted_at is null as there from labels where name in ('unused', 'kept') order by name`,
    );
    return rows;
  };
  running.simulator.commands.deleteLabel({ ...scene, name: 'unused' });
  running.rest.faults.add({ fault: { kind: 'stale' }, path: '/labels/kept', count: 1 });
  const there = [
    { name: 'kept', there: true },
    { name: 'unused', there: true },
  ];
  expect(await settle()).toMatchObject({ uncertain: 2, remaining: 2 });
  expect(await stored()).toEqual(there);
  await connection.pool.query(
    `update labels set refetch_reasons = jsonb_set(refetch_reasons, '{missing}', '" 2026-01-01T00:00:00Z"') where refetch_reasons is not null`,
  );
  expect(await settle()).toMatchObject({ uncertain: 2, remaining: 0 });
  expect(await stored()).toEqual([
    { name: 'kept', there: true },
    { name: 'unused', there: false },
  ]);
});

test('a truncated push is read from its head, on any branch', async () => {
  await using twin = await imported();
  const { connection, github, running, repositoryIdOf } = twin;
  const { database, pool } = connection;
  const { commands } = running.simulator;
  const made = commands.createBranch({ ...scene, branch: 'long' });
  const commits = Array.from({ length: 2_130 }, (_, nth) => ({ message: `step ${nth}` }));
  const pushed = commands.push({ ...scene, branch: 'long', commits });
  for (const { event, body } of [...made.deliveries, ...pushed.deliveries]) {
    const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt: new Date() });
    await storeObservations(database, observations);
  }
  const stored = async () => {
    const { rows } = await pool.query(
      `select count(*)::int as commits, count(refetch_reasons)::int as uncertain from commits where message like 'step %'`,
    );
    return rows[0];
  };
  expect(await stored()).toEqual({ commits: 2_048, uncertain: 2_048 });
  running.simulator.shiftTime(60_000);
  running.rest.log.clear();
  await refetchUncertain(commitsResource, repositoryIdOf(name), { database, github, priority });
  expect(await stored()).toEqual({ commits: 2_130, uncertain: 0 });
  expect(running.rest.log.list().length).toBeLessThanOrEqual(22 + 1);
});

test('inaccessible objects are distinguished from deleted ones', async () => {
  await using twin = await imported();
  const [installation] = twin.running.simulator.world.installations.values();
  if (installation === undefined) throw new Error('the App is not installed');
  installation.selection = 'selected';
  expect(await probe(twin)).toMatchObject({ drifts: [], inaccessible: [twin.repositoryIdOf(name)] });
});

test('unchanged repositories are verified by one query for a hundred; changed ones cost the requests they need', {
  timeout: 120_000,
}, async () => {
  await using twin = await startTwin({ repositories: 6 });
  const { running, repositoryIdOf } = twin;
  const names = [...running.simulator.world.repositories.values()].map((each) => `demo-org/${each.name}`);
  await twin.importAll(names);
  running.rest.log.clear();
  expect(await probe(twin)).toMatchObject({
    probed: names.length,
    drifts: [],
    inaccessible: [],
    unanswered: [],
    requests: 1,
  });
  expect(running.rest.log.list().map(({ resource }) => resource)).toEqual(['graphql']);

  const changed = names.slice(0, 3);
  for (const each of changed) {
    const [, repository = ''] = each.split('/');
    running.simulator.commands.openIssue({ repository, by: 'ada-okafor', title: 'New' });
  }
  running.rest.log.clear();
  const { drifts } = await probe(twin);
  expect(drifts.map(({ repositoryId }) => repositoryId).toSorted()).toEqual(
    changed.map(repositoryIdOf).toSorted(),
  );
  const { connection, github } = twin;
  for (const { repositoryId, resources: moved } of drifts) {
    await syncRepository(repositoryId, moved, { database: connection.database, github, priority });
  }
  expect(running.rest.log.list().length).toBeLessThanOrEqual(2 + changed.length * 2);
  expect((await probe(twin)).drifts).toEqual([]);
});
