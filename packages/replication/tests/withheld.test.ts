import { findRestrictions, sampleObjects } from '@hubtwin/database';
import { issues } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import type { RepositoryWithheldError } from '../src/answers/repository-status.ts';
import { sampleDrift } from '../src/drift/sample-drift.ts';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { recordRepositoryWithheld } from '../src/sync/record-repository-withheld.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const sizes = { commits: 20, issues: 30, pullRequests: 12, runs: 10, branches: 3, labels: 5, releases: 2 };
const world = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };

async function imported(): Promise<TestTwin> {
  const twin = await startTwin(world);
  await twin.importAll([name]);
  const { pool } = twin.connection;
  // GitHub's replicas may lag behind recent objects.
  for (const table of ['issues', 'pull_requests', 'workflow_runs', 'labels', 'contributors', 'releases'])
    await pool.query(`update ${table} set synced_at = synced_at - interval '5 minutes'`);
  twin.running.simulator.shiftTime(120_000);
  return twin;
}

const sync = (twin: TestTwin, names: readonly string[] | null, isFull = false) =>
  syncRepository(twin.repositoryIdOf(name), names, {
    database: twin.connection.database,
    github: twin.github,
    priority: 'high',
    isFull,
  });

const restrictions = async ({ connection, repositoryIdOf }: TestTwin) =>
  (await findRestrictions(connection.database, repositoryIdOf(name))).map(
    ({ resource, state, reason }) => `${resource}: ${state} (${reason})`,
  );

async function deleted({ connection: { pool } }: TestTwin): Promise<Record<string, number>> {
  const tables = [
    'issues',
    'pull_requests',
    'workflow_runs',
    'workflow_jobs',
    'workflows',
    'labels',
    'milestones',
  ];
  const counts = await Promise.all(
    [...tables, 'releases', 'branches', 'contributors'].map(async (table) => {
      const { rows } = await pool.query(`select count(*)::int from ${table} where deleted_at is not null`);
      return [table, rows[0].count] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Fetches every object, as often as is needed to confirm a deletion. */
async function sampleAll(twin: TestTwin): Promise<void> {
  const { database, pool } = twin.connection;
  for (let look = 0; look < 3; look++) {
    await pool.query(
      `update sync_cursors set value = jsonb_set(value, '{at}', '"2026-01-01T00:00:00Z"') where scope = 'drift:sample'`,
    );
    await sampleDrift({ database, github: twin.github, objects: 1_000, everyMs: 1, priority: 'high' });
    for (const table of ['issues', 'pull_requests', 'workflow_runs', 'workflows'])
      await pool.query(
        `update ${table} set refetch_reasons = '{"missing": " 2026-01-01T00:00:00Z"}' where refetch_reasons ? 'missing'`,
      );
    await refetchUncertain(issues, twin.repositoryIdOf(name), {
      database,
      github: twin.github,
      priority: 'high',
    });
  }
}

test.each([
  [
    'disabled issues',
    'issues',
    (twin: TestTwin) =>
      twin.running.simulator.commands.switchFeature({ ...scene, feature: 'issues', enabled: false }),
    (twin: TestTwin) =>
      twin.running.simulator.commands.switchFeature({ ...scene, feature: 'issues', enabled: true }),
  ],
  [
    'issues that answer 410 although they are enabled',
    'issues',
    (twin: TestTwin) =>
      refuse(
        twin,
        [`/issues/[0-9]+$`, 410, 'Issues are disabled for this repo'],
        ['/issues[?]', 410, 'Gone'],
      ),
    (twin: TestTwin) => twin.running.rest.faults.clear(),
  ],
  [
    'disabled pull requests',
    'pull_requests',
    (twin: TestTwin) =>
      twin.running.simulator.commands.switchFeature({ ...scene, feature: 'pullRequests', enabled: false }),
    (twin: TestTwin) =>
      twin.running.simulator.commands.switchFeature({ ...scene, feature: 'pullRequests', enabled: true }),
  ],
  [
    'pull requests that answer 404 although they are enabled',
    'pull_requests',
    (twin: TestTwin) => refuse(twin, ['/pulls(/|[?]|$)', 404, 'Not Found']),
    (twin: TestTwin) => twin.running.rest.faults.clear(),
  ],
  [
    'disabled Actions',
    'workflow_runs',
    (twin: TestTwin) =>
      twin.running.simulator.commands.switchFeature({ ...scene, feature: 'actions', enabled: false }),
    (twin: TestTwin) =>
      twin.running.simulator.commands.switchFeature({ ...scene, feature: 'actions', enabled: true }),
  ],
  [
    'a list without permission',
    'labels',
    (twin: TestTwin) => refuse(twin, ['/labels(/|[?]|$)', 403, 'Resource not accessible by integration']),
    (twin: TestTwin) => twin.running.rest.faults.clear(),
  ],
  [
    'contributors of a history that is too long',
    'contributors',
    (twin: TestTwin) => refuse(twin, ['/contributors', 403, 'The history or contributor list is too large']),
    (twin: TestTwin) => twin.running.rest.faults.clear(),
  ],
  [
    'a list behind single sign-on',
    'releases',
    (twin: TestTwin) =>
      refuse(twin, ['/releases', 403, 'Resource protected by organization SAML enforcement.']),
    (twin: TestTwin) => twin.running.rest.faults.clear(),
  ],
  [
    'a blocked list',
    'releases',
    (twin: TestTwin) => refuse(twin, ['/releases', 451, 'Repository access blocked']),
    (twin: TestTwin) => twin.running.rest.faults.clear(),
  ],
])(
  '%s: nothing is deleted, the other lists are synced, and the state ends with its cause',
  {
    timeout: 240_000,
  },
  async (_, resource, begin, end) => {
    await using twin = await imported();
    begin(twin);
    const { lists } = await sync(twin, null, true);
    const refused = lists.filter((list) => 'state' in list).map((list) => list.resource);
    expect(refused).toContain(resource);
    expect(lists.length - refused.length, 'the others').toBeGreaterThan(7);
    expect((await restrictions(twin)).join('\n')).toContain(`${resource}: `);
    expect(await deleted(twin), 'by a forced sync').toEqual({});
    await sampleAll(twin);
    expect(await deleted(twin), 'by samples').toEqual({});
    end(twin);
    await sync(twin, null);
    expect(await restrictions(twin)).toEqual([]);
    expect(await deleted(twin)).toEqual({});
  },
);

function refuse(
  { running }: TestTwin,
  ...rules: [path: string, status: 403 | 404 | 409 | 410 | 451, message: string][]
): void {
  for (const [path, status, message] of rules)
    running.rest.faults.add({ fault: { kind: 'refusal', status, message }, path: `/monolith${path}` });
}

test('objects deleted while everything is accessible are deleted', async () => {
  await using twin = await imported();
  const [sampled] = await sampleObjects(twin.connection.database, issues, 1);
  twin.running.simulator.commands.deleteIssue({ ...scene, number: Number(sampled?.raw.number) });
  await sync(twin, ['issues'], true);
  expect(await deleted(twin)).toEqual({ issues: 1 });
});

test('a list that GitHub denies is requested again after a day, and not with each sync', async () => {
  await using twin = await imported();
  const { database, pool } = twin.connection;
  const repositoryId = twin.repositoryIdOf(name);
  await pool.query(`update repositories set last_synced_at = now()`);
  refuse(twin, ['/issues(/|[?]|$)', 403, 'Resource not accessible by integration']);
  await sync(twin, ['issues']);
  twin.running.simulator.commands.openIssue({ ...scene, title: 'Lost' });
  const probe = async () => {
    const view = twin.github.forInstallation([...twin.running.simulator.world.installations.keys()][0] ?? 0);
    const among = { repositoryIds: [repositoryId] };
    return (await probeDrift({ database, view }, { among }, {})).drifts.flatMap((drift) => drift.resources);
  };
  expect(await probe()).not.toContain('issues');
  await pool.query(
    `update repository_lists set checked_at = now() - interval '25 hours' where state is not null`,
  );
  expect(await probe()).toContain('issues');
});

test.each([
  ['listed', 451, false],
  ['missing from the list', 451, true],
  ['denied with 403', 403, true],
] as const)(
  'a blocked repository, %s, does not affect others, and is synced once it is accessible again',
  {
    timeout: 240_000,
  },
  async (_, status, isUnlisted) => {
    await using twin = await imported();
    const { running, connection, github, repositoryIdOf } = twin;
    const { commands, world: simulated } = running.simulator;
    const { database, pool } = connection;
    const repositoryId = repositoryIdOf(name);
    await pool.query(`update repositories set last_synced_at = now() - interval '1 hour'`);
    const [installation] = simulated.installations.values();
    if (installation === undefined) throw new Error('not installed');
    commands.blockRepository({ ...scene, status, listed: !isUnlisted });
    if (isUnlisted) {
      // Its links are older than the lag of GitHub's lists.
      await pool.query(`update installation_repositories set synced_at = synced_at - interval '5 minutes'`);
    }
    const ids = await listInstallation({ database, github }, installation.id, { priority: 'high' });
    expect(ids.length, 'the others').toBeGreaterThan(0);
    const { rows } = await pool.query(
      `select deleted_at from installation_repositories where repository_id = ${repositoryId}`,
    );
    expect(rows, 'it is still linked').toEqual([{ deleted_at: null }]);
    const failure = await sync(twin, null).catch((error: unknown) => error as RepositoryWithheldError);
    expect(failure).toMatchObject({ name: 'RepositoryWithheldError', state: 'blocked' });
    await recordRepositoryWithheld(database, repositoryId, failure as RepositoryWithheldError);
    const view = github.forInstallation(installation.id);
    const probe = () => probeDrift({ database, view }, { among: { repositoryIds: [repositoryId] } }, {});
    expect(await probe()).toMatchObject({ drifts: [], inaccessible: [] });
    expect((await restrictions(twin)).join()).toContain('repositories: blocked (Repository access blocked');
    expect(await deleted(twin)).toEqual({});
    commands.unblockRepository(scene);
    const [drift] = (await probe()).drifts;
    expect(drift?.resources.length, 'all of it').toBeGreaterThan(10);
    await sync(twin, drift?.resources ?? []);
    expect(await restrictions(twin)).toEqual([]);
  },
);

test('of many repositories missing from the list of an installation, those that GitHub blocks remain and are reported, the others are lost', async () => {
  await using twin = await startTwin({ repositories: 60 });
  const { running, connection, github } = twin;
  const { commands, world: simulated } = running.simulator;
  const { database, pool } = connection;
  const [installation] = simulated.installations.values();
  if (installation === undefined) throw new Error('not installed');
  const listOnce = async () => {
    // The links are older than the lag of GitHub's lists.
    await pool.query(`update installation_repositories set synced_at = synced_at - interval '5 minutes'`);
    running.rest.log.clear();
    await listInstallation({ database, github }, installation.id, { priority: 'high' });
    return running.rest.log.list().length;
  };
  await listOnce();
  const all = [...simulated.repositories.values()];
  const [blocked, removed] = [all.slice(0, 25), all.slice(25, 55)];
  for (const { name: repository } of blocked)
    commands.blockRepository({ repository, by: scene.by, listed: false });
  expect(await listOnce(), 'no request for each').toBeLessThanOrEqual(4);
  const linked = async () =>
    (await pool.query('select count(*)::int as n from installation_repositories where deleted_at is null'))
      .rows[0].n;
  expect(await linked()).toBe(all.length);
  const { rows } = await pool.query(
    `select repository_id as id from repository_lists where resource = 'repositories' and state = 'blocked' order by 1`,
  );
  expect(rows.map(({ id }) => id)).toEqual(blocked.map(({ id }) => id).toSorted((one, other) => one - other));

  installation.selection = 'selected';
  const removedIds = new Set(removed.map(({ id }) => id));
  installation.repositoryIds = new Set(all.map(({ id }) => id).filter((id) => !removedIds.has(id)));
  expect(await listOnce(), 'a few are requested one by one').toBeLessThanOrEqual(4 + 20);
  expect(await linked()).toBe(all.length - removed.length);
});
