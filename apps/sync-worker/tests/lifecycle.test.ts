import { restoreObjects } from '@hubtwin/database';
import type { Delivery } from '@hubtwin/github-simulator';
import { issues } from '@hubtwin/resources';
import { waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followMoveJob } from '../src/jobs/follow-move.ts';
import { confirmClaimsJob } from '../src/jobs/refetch-uncertain.ts';
import { probeAll } from '../src/sync/probe-all.ts';
import { cleanUp } from '../src/timers/clean-up.ts';
import { receive, type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

let owned: AsyncDisposableStack;
let github: SimulatedGitHub;
let worker: TestWorker;
const by = 'ada-okafor';
const scene = { repository: 'storefront', by };
let storefront: number;
/** How far GitHub's clock is ahead: less than a fetch has to be after a claim to refute it. */
let seconds = 0;

beforeEach(async () => {
  owned = new AsyncDisposableStack();
  seconds = 0;
  github = owned.use(await startSimulatedGitHub());
  worker = owned.use(await startWorker({ environment: github.environment }));
  storefront = github.simulator.world.names.get('demo-org/storefront') ?? 0;
  await deliver(github.simulator.commands.install({ by }));
});
afterEach(() => owned.disposeAsync());

const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;

const { signal } = new AbortController();
const jobContext = () => ({ signal, logger: worker.context.logger, job: { id: 'test', attempt: 1 } });

/** Applies the deliveries of a command, and confirms their claims; later commands are in a later second. */
async function deliver({ deliveries }: { deliveries: readonly Delivery[] }): Promise<void> {
  const before = await query(`select guid from webhook_deliveries`);
  await receive(worker, deliveries);
  const known = new Set(before.map(({ guid }) => guid));
  const fresh = (await query('select guid from webhook_deliveries')).filter(({ guid }) => !known.has(guid));
  await worker.runJob(fresh);
  for (const resource of ['repositories', 'installations']) {
    await confirmClaimsJob(worker.context).process({ resource, repositoryId: null }, jobContext());
  }
  seconds += 1;
  github.simulator.world.time.shift(seconds * 1_000);
}
const tidy = () => cleanUp(worker.context, new AbortController().signal);
const row = async (columns: string) =>
  (await query(`select ${columns} from repositories where id = ${storefront}`))[0];
const followMove = (repositoryId: number) =>
  followMoveJob(worker.context).process({ repositoryId }, jobContext());
const names = async (id = storefront) =>
  (await query(`select full_name from repository_names where repository_id = ${id} order by 1`)).map(
    ({ full_name }) => full_name,
  );

test('a repository is archived, taken private, renamed and transferred, and stays the same one', async () => {
  const { commands } = github.simulator;
  await deliver(commands.archiveRepository(scene));
  await deliver(commands.unarchiveRepository(scene));
  await deliver(commands.privatizeRepository(scene));
  expect(await row('archived, private, visibility')).toEqual({
    archived: false,
    private: true,
    visibility: 'private',
  });
  await deliver(commands.renameRepository({ ...scene, name: 'shop' }));
  commands.createOrganisation({ login: 'other-org' });
  await deliver(commands.install({ by, account: 'other-org' }));
  await deliver(commands.transferRepository({ repository: 'shop', by, to: 'other-org' }));
  expect(await row('full_name, owner_login, deleted_at')).toEqual({
    full_name: 'other-org/shop',
    owner_login: 'other-org',
    deleted_at: null,
  });
  expect(await names()).toEqual(expect.arrayContaining(['demo-org/shop', 'demo-org/storefront']));
  const fields = await query(
    `select fields from changes where resource = 'repositories' and repository_id = ${storefront} order by seq`,
  );
  const changed = fields.flatMap(({ fields }) => Object.keys(fields));
  expect(changed).toEqual(expect.arrayContaining(['archived', 'private', 'visibility', 'full_name']));
});

test("objects in a renamed repository have GitHub's new URLs immediately, and none of them is written", async () => {
  const { commands, world } = github.simulator;
  await deliver(commands.openIssue({ ...scene, title: 'Broken' }));
  const rows = () =>
    query('select id, repository_id as "repositoryId", raw, synced_at from issues order by id');
  const before = await rows();
  const [old] = await restoreObjects(worker.connection.database, issues, before);
  expect(addressesOf(old)).toContain(`${world.host.html}/demo-org/storefront/issues/${old?.number}`);
  await deliver(commands.renameRepository({ ...scene, name: 'shop' }));
  const [renamed] = await restoreObjects(worker.connection.database, issues, await rows());
  expect(addressesOf(renamed)).toEqual(
    addressesOf(old).map((address) => address.replace('demo-org/storefront', 'demo-org/shop')),
  );
  expect(await rows()).toEqual(before);
  // An event with the current addresses repeats what is stored: only the comment is new.
  await deliver(
    commands.commentOnIssue({ repository: 'shop', by, number: Number(old?.number), body: 'Still' }),
  );
  const [commented] = await restoreObjects(worker.connection.database, issues, await rows());
  expect(addressesOf(commented)).toEqual(addressesOf(renamed));
});

const addressesOf = (object: object = {}): string[] =>
  Object.entries(object)
    .filter(([name]) => name.endsWith('url'))
    .map(([, address]) => `${address}`);

test('a repository that is deleted on GitHub is deleted, and not only inaccessible', async () => {
  await deliver(github.simulator.commands.deleteRepository(scene));
  await tidy();
  expect((await row('deleted_at')).deleted_at).not.toBeNull();
});

test('repositories that an installation cannot access any more are inaccessible until it can again, and nothing is deleted', async () => {
  const { commands } = github.simulator;
  await deliver(commands.uninstall({ by }));
  await tidy();
  const lost = await row('deleted_at, inaccessible_since');
  expect([lost.deleted_at, lost.inaccessible_since]).toEqual([null, expect.any(Date)]);
  const installations = await query('select 1 from installations where deleted_at is null');
  expect(installations).toEqual([]);

  await deliver(commands.install({ by, repositories: ['storefront', 'orders-api'] }));
  await tidy();
  expect(await row('inaccessible_since')).toEqual({ inaccessible_since: null });
  await deliver(commands.removeRepositoriesFromInstallation({ by, repositories: ['storefront'] }));
  await tidy();
  expect((await row('inaccessible_since')).inaccessible_since).not.toBeNull();
  await deliver(commands.addRepositoriesToInstallation({ by, repositories: ['storefront'] }));
  await tidy();
  expect(await row('inaccessible_since')).toEqual({ inaccessible_since: null });
});

test('a repository that was inaccessible for the retention is purged with its installation', async () => {
  await deliver(github.simulator.commands.openIssue({ ...scene, title: 'Soon forgotten' }));
  await deliver(github.simulator.commands.uninstall({ by }));
  await tidy();
  await query(
    `update repositories set inaccessible_since = now() - interval '31 days', synced_at = now() - interval '31 days'`,
  );
  await query(`update installations set deleted_at = now() - interval '31 days'`);
  await tidy();
  for (const table of ['repositories', 'issues', 'labels', 'installation_repositories', 'installations']) {
    expect([table, await query(`select 1 from ${table}`)]).toEqual([table, []]);
  }
  expect(await query(`select login from accounts where login in ('demo-org')`)).toEqual([]);
});

test('no requests are made through a suspended installation, and its repositories count as accessible', async () => {
  const { commands } = github.simulator;
  await query('update repositories set last_synced_at = now()');
  await deliver(commands.suspendInstallation({ by }));
  await tidy();
  expect(await row('inaccessible_since')).toEqual({ inaccessible_since: null });
  github.rest.log.clear();
  await probeAll(worker.context, { force: true });
  await followMove(storefront);
  expect(github.rest.log.list()).toEqual([]);

  await deliver(commands.unsuspendInstallation({ by }));
  await followMove(storefront);
  expect(github.rest.log.list().map(({ route }) => route)).toContain('GET /repositories/:id');
});

test('a rename without a delivery is detected by the redirect of the next request', async () => {
  github.simulator.commands.renameRepository({ ...scene, name: 'shop' });
  const view = worker.context.github.forRepository({
    installationId: (await query('select id from installations'))[0].id,
  });
  owned.use(await worker.context.queues.runWorker(followMoveJob(worker.context)));
  await view.fetch('GET /repos/{owner}/{repo}/labels', { owner: 'demo-org', repo: 'storefront' }, {});
  await waitFor('the new name', async () => (await row('full_name')).full_name === 'demo-org/shop');
  expect(await names()).toEqual(expect.arrayContaining(['demo-org/shop', 'demo-org/storefront']));
});

test('two repositories with one name are fetched until each has its own', async () => {
  const { commands } = github.simulator;
  commands.renameRepository({ ...scene, name: 'shop' });
  await deliver(commands.createRepository({ repository: 'storefront', by }));
  const newer = github.simulator.world.names.get('demo-org/storefront');
  expect(newer).not.toBe(storefront);
  owned.use(await worker.context.queues.runWorker(followMoveJob(worker.context)));
  await tidy();
  await waitFor('the new name', async () => (await row('full_name')).full_name === 'demo-org/shop');
  const taken = await query(
    `select id from repositories where lower(full_name) = 'demo-org/storefront' and deleted_at is null`,
  );
  expect(taken).toEqual([{ id: newer }]);
});
