import { randomBytes } from 'node:crypto';
import { findRestrictions, storeObservations } from '@hubtwin/database';
import { GitHubServerError } from '@hubtwin/github';
import { expect, test } from 'vitest';
import { estimateImport } from '../src/import/estimate-import.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const sizes = { commits: 20, issues: 30, pullRequests: 12, runs: 10, branches: 3, labels: 5, releases: 2 };
const world = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };
const call = { priority: 'high' } as const;
/** Too long for a key, even compressed. */
const longName = randomBytes(6_000).toString('base64url');

const count = async ({ connection }: TestTwin, table: string, condition = 'deleted_at is null') =>
  (await connection.pool.query(`select count(*)::int from ${table} where ${condition}`)).rows[0].count;
const restrictions = async ({ connection, repositoryIdOf }: TestTwin) =>
  (await findRestrictions(connection.database, repositoryIdOf(name))).map(
    ({ resource, state, reason }) => `${resource}: ${state} (${reason})`,
  );
const requestsOf = ({ running }: TestTwin, part: string) =>
  running.rest.log.list().filter(({ path }) => path.includes(part)).length;
const sync = ({ connection: { database }, github, repositoryIdOf }: TestTwin, isFull = false) =>
  syncRepository(repositoryIdOf(name), null, { database, github, ...call, isFull });

test.each<[string, string, string, Record<string, unknown> | null]>([
  ['a label is a text', 'issues', '/issues\\?', { labels: ['bug'] }],
  ['an id is a text', 'issues', '/issues\\?', { id: 'x' }],
  ['an element is null', 'issues', '/issues\\?', null],
  ['a number is null', 'issues', '/issues\\?', { number: null }],
  ['the last update is no time', 'pull_requests', '/pulls\\?', { updated_at: '0000-13-45T00:00:00Z' }],
  ['a label has no id', 'labels', '/labels', { id: null }],
  ['a label is null', 'labels', '/labels', null],
  ['a pull request is a text', 'pull_requests', '/pulls\\?', { id: 'x' }],
  ['a run has no id', 'workflow_runs', '/actions/runs\\?', { id: null }],
  ['a branch is null', 'branches', '/branches', null],
  ['a count is beyond its column', 'issues', '/issues\\?', { comments: 99_999_999_999 }],
  ['no index holds a name', 'branches', '/branches', { name: longName }],
])(
  'if %s, the other items are stored and it is reported; nothing is deleted, and it is read once it can be',
  async (_, table, path, fields) => {
    await using whole = await startTwin(world);
    await whole.importAll([name]);
    const all = await count(whole, table);

    await using twin = await startTwin(world);
    const fault = twin.running.rest.faults.add({ fault: { kind: 'item', at: 0, fields }, path });
    const { failures } = await twin.import(name);
    expect(failures).toEqual([]);
    const stored = await count(twin, table);
    expect(stored).toBeGreaterThanOrEqual(all - 2);
    const isTolerated = stored === all;
    const shown = (await restrictions(twin)).filter((line) => line.startsWith(`${table}: `));
    if (isTolerated && fields !== null) return expect(shown).toEqual([]);
    expect(shown).toEqual([expect.stringMatching(/: incomplete \(1 object cannot be read: /)]);

    // Stored objects do not count as deleted, and the list stays incomplete until all of it was read.
    twin.running.rest.faults.remove(fault);
    await sync(twin);
    await sync(twin, true);
    expect(await count(twin, table)).toBe(all);
    expect(await restrictions(twin)).toEqual([]);
    twin.running.rest.faults.add({ fault: { kind: 'item', at: 0, fields }, path });
    twin.running.simulator.shiftTime(120_000);
    await sync(twin, true);
    expect(await count(twin, table)).toBe(all);
  },
);

test.each([
  { size: 99_999_999_999 },
  { stargazers_count: 2 ** 31 },
  { full_name: `demo-org/${longName}`, name: longName },
])(
  'a repository that no column can store is skipped in the list of its installation (%#), and the others are stored',
  async (fields) => {
    await using twin = await startTwin(world);
    const { database } = twin.connection;
    twin.running.rest.faults.add({
      fault: { kind: 'item', at: 1, fields },
      path: '/installation/repositories',
    });
    const [installation] = twin.running.simulator.world.installations.values();
    await twin.connection.pool.query('update repositories set size = null');
    await listInstallation({ database, github: twin.github }, installation?.id ?? 0, call);
    const all = twin.running.simulator.world.names.size;
    expect(await count(twin, 'repositories', 'size is not null')).toBe(all - 1);
    expect(await count(twin, 'installation_repositories')).toBe(all);
  },
);

test('a list stays incomplete until all of it was read, which is tried daily', async () => {
  await using twin = await startTwin(world);
  const { pool } = twin.connection;
  for (let at = 0; at < 60; at += 1) {
    const fault = { kind: 'item', at, fields: { id: 'x' } } as const;
    twin.running.rest.faults.add({ fault, path: '/issues\\?' });
  }
  await twin.import(name);
  const [line] = await restrictions(twin);
  expect(line).toMatch(/^issues: incomplete/);
  twin.running.rest.faults.clear();
  await sync(twin);
  expect(await restrictions(twin)).toEqual([line]);
  await pool.query(
    `update repository_lists set checked_at = now() - interval '25 hours' where state is not null`,
  );
  await sync(twin);
  expect(await restrictions(twin)).toEqual([]);
});

test('long issue lists are imported and synced by cursors, and a killed import continues at its cursor', async () => {
  const long = { repositories: 0, sized: [{ name: 'monolith', ...sizes, issues: 1_030 }] };
  await using twin = await startTwin(long, 3, { issueCursorsFrom: 300 });
  const { jobId } = await twin.import(name, { pages: 12 });
  const before = requestsOf(twin, '/issues?');
  const { failures } = await twin.import(name, { jobId });
  expect(failures).toEqual([]);
  expect(await count(twin, 'issues')).toBe(1_030);
  const paths = twin.running.rest.log.list().map(({ path }) => path);
  expect(paths.filter((path) => /\/issues\?.*[?&]page=/.test(path) && !path.includes('after='))).toEqual([]);
  expect(requestsOf(twin, '/issues?') - before).toBeLessThan(12);
  await twin.connection.pool.query('delete from issues where number % 7 = 0');
  await sync(twin, true);
  expect(await count(twin, 'issues')).toBe(1_030);
});

test.each([200, 502] as const)(
  'a GraphQL query that is too heavy (%i) is halved until it is answered, and the size is remembered',
  async (status) => {
    await using twin = await startTwin({ repositories: 40 });
    const { database, pool } = twin.connection;
    const names = [...twin.running.simulator.world.names.keys()];
    const ids = names.map(twin.repositoryIdOf);
    twin.running.rest.faults.add({ fault: { kind: 'heavy', maxIds: 3, status }, path: '/graphql' });
    const estimated = await estimateImport({ database, github: twin.github }, ids, call);
    expect([...estimated.keys()].sort()).toEqual(ids.toSorted());
    const requested = () => requestsOf(twin, '/graphql');
    expect(requested()).toBeLessThan(ids.length / 3 + 12);
    await pool.query('update repositories set last_synced_at = now()');
    const view = twin.github.forInstallation([...twin.running.simulator.world.installations.keys()][0] ?? 0);
    const probe = await probeDrift({ database, view }, { among: { repositoryIds: ids } }, call);
    expect([probe.probed, probe.inaccessible]).toEqual([ids.length, []]);
  },
);

test('a repository that GitHub cannot answer for is reported with the reason until it can, and does not affect the others', async () => {
  await using twin = await startTwin({ repositories: 4 });
  const { database, pool } = twin.connection;
  const [first = '', ...others] = [...twin.running.simulator.world.names.keys()];
  const ids = [first, ...others].map(twin.repositoryIdOf);
  await pool.query('update repositories set last_synced_at = now()');
  const view = twin.github.forInstallation([...twin.running.simulator.world.installations.keys()][0] ?? 0);
  const message = 'Something went wrong while executing your query.';
  /** GitHub answers for all nodes but the first. */
  const broken = {
    ...view,
    async graphql<T>(...question: Parameters<typeof view.graphql>) {
      const { data } = await view.graphql<{ nodes: unknown[] }>(...question);
      const nodes = data.nodes.map((node, at) => (at === 0 ? null : node));
      return {
        data: { nodes } as T,
        requestedAt: new Date(),
        errors: [{ message, path: ['nodes', 0, 'refs'] }],
      };
    },
  };
  const probe = (through: typeof view) =>
    probeDrift({ database, view: through }, { among: { repositoryIds: ids } }, call);
  const errorOf = async () =>
    (await pool.query('select last_sync_error from repositories where id = $1', [ids[0]])).rows[0]
      .last_sync_error;

  expect(await probe(broken)).toMatchObject({
    probed: ids.length,
    inaccessible: [],
    unanswered: [{ fullName: first, reason: message }],
  });
  expect(await errorOf()).toBe(`probe: failed (${message})`);
  expect(await findRestrictions(database, ids[0] ?? 0)).toMatchObject([
    { resource: 'probe', state: 'failed' },
  ]);
  const { drifts } = await probe(view);
  expect(drifts.flatMap(({ resources }) => resources)).not.toContain('probe');
  expect(await findRestrictions(database, ids[0] ?? 0)).toEqual([]);
});

test('adjacent repositories that fail in any query are each recorded, and do not affect the others', async () => {
  await using twin = await startTwin({ repositories: 3 });
  const { database, pool } = twin.connection;
  const names = [...twin.running.simulator.world.names.keys()];
  const ids = names.map(twin.repositoryIdOf).sort((one, other) => one - other);
  const bad = ids.slice(1, 4);
  const { rows } = await pool.query('select node_id from repositories where id = any($1)', [bad]);
  const badNodes = rows.map(({ node_id }) => `${node_id}`);
  const view = twin.github.forInstallation([...twin.running.simulator.world.installations.keys()][0] ?? 0);
  const broken = {
    ...view,
    async graphql<T>(...question: Parameters<typeof view.graphql>) {
      const requested = JSON.stringify(question[1]);
      if (badNodes.some((id) => requested.includes(id)))
        throw new GitHubServerError('Unicorn!', { status: 502 });
      return await view.graphql<T>(...question);
    },
  };
  await pool.query('update repositories set last_synced_at = now()');
  const probe = (through: typeof view) =>
    probeDrift({ database, view: through }, { among: { repositoryIds: ids } }, call);
  const recorded = async () =>
    (
      await pool.query(
        `select id from repositories where last_sync_error like 'probe: failed (GitHubServerError: Unicorn!)' order by id`,
      )
    ).rows.map(({ id }) => Number(id));
  const { probed, unanswered } = await probe(broken);
  expect([probed, unanswered.length]).toEqual([ids.length, 3]);
  expect(await recorded()).toEqual(bad);
  const logged = `select repository_id from changes where resource = 'repositories' and kind = 'updated' and fields = '{}'
    and repository_id = any($1) order by repository_id`;
  expect((await pool.query(logged, [bad])).rows.map(({ repository_id }) => Number(repository_id))).toEqual(
    bad,
  );
  expect(await probe(view)).toMatchObject({ unanswered: [] });
  for (const id of bad) expect(await findRestrictions(database, id)).toEqual([]);
});

test('a query that fails for everything is given up after a few requests', async () => {
  await using twin = await startTwin({ repositories: 40 });
  const { database, pool } = twin.connection;
  const ids = [...twin.running.simulator.world.names.keys()].map(twin.repositoryIdOf);
  await pool.query('update repositories set last_synced_at = now()');
  twin.running.rest.faults.add({ fault: { kind: 'heavy', maxIds: 0, status: 200 }, path: '/graphql' });
  const view = twin.github.forInstallation([...twin.running.simulator.world.installations.keys()][0] ?? 0);
  await expect(probeDrift({ database, view }, { among: { repositoryIds: ids } }, call)).rejects.toThrow(
    'Something went wrong',
  );
  expect(requestsOf(twin, '/graphql')).toBeLessThan(20);
  expect(await estimateImport({ database, github: twin.github }, ids, call)).toEqual(new Map());
});

const html = { kind: 'answer', status: 500, body: '<html><body>Unicorn!</body></html>' } as const;
test.each([
  ['fail', { kind: 'status', status: 500 }, 'failed'],
  ['fail with a page', html, 'failed'],
  ['are cut short', { kind: 'truncated' }, 'failed'],
  ['are answered with another document', { ...html, status: 200, body: '<html></html>' }, 'failed'],
  ['are refused', { kind: 'refusal', status: 403, message: 'Forbidden' }, 'refused'],
  ['are deleted', { kind: 'refusal', status: 404, message: 'Not Found' }, null],
  ['lead in circles', { kind: 'loop' }, 'failed'],
] as const)(
  'one run whose jobs %s does not affect the jobs of the others, and is reported',
  async (_, fault, state) => {
    await using twin = await startTwin(null);
    const { commands, world: truth } = twin.running.simulator;
    const storefront = { repository: 'storefront', by: 'ada-okafor' };
    const [broken, well] = [1, 2].map(
      () => commands.startWorkflowRun({ ...storefront, workflow: 'CI' }).value,
    );
    for (const { event, body } of commands.install({ by: 'ada-okafor' }).deliveries) {
      const { observations } = interpretDelivery({
        event,
        payload: JSON.parse(body),
        receivedAt: new Date(),
      });
      await storeObservations(twin.connection.database, observations);
    }
    twin.running.rest.faults.add({ fault, path: `/runs/${broken?.id}/jobs` });
    const { failures } = await twin.import('demo-org/storefront');
    expect(failures).toMatchObject(state === null ? [] : [{ resource: 'workflow_jobs', state }]);
    const named = await findRestrictions(
      twin.connection.database,
      twin.repositoryIdOf('demo-org/storefront'),
    );
    expect(named.map(({ resource, state: shown }) => [resource, shown])).toEqual(
      state === null ? [] : [['workflow_jobs', state]],
    );
    expect(await count(twin, 'workflow_jobs', `run_id = ${well?.id}`)).toBeGreaterThan(0);
    if (fault.kind !== 'loop') expect(await count(twin, 'workflow_jobs', `run_id = ${broken?.id}`)).toBe(0);
    expect(truth.repositories.get(twin.repositoryIdOf('demo-org/storefront'))?.runs.size).toBeGreaterThan(1);
  },
);
