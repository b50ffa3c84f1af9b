import { findRepositoryAccess, followHookOwners } from '@hubtwin/database';
import type { Delivery } from '@hubtwin/github-simulator';
import { followMove } from '@hubtwin/replication';
import { buildDelivery, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmClaimsJob, refetchUncertainJob } from '../src/jobs/refetch-uncertain.ts';
import { startWorkers } from '../src/start-workers.ts';
import { receive, type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

let owned: AsyncDisposableStack;
let github: SimulatedGitHub;
let worker: TestWorker;
let storefront: number;
const by = 'ada-okafor';
const scene = { repository: 'storefront', by };

beforeEach(async () => {
  owned = new AsyncDisposableStack();
  github = owned.use(await startSimulatedGitHub());
  worker = owned.use(await startWorker({ environment: github.environment }));
  storefront = github.simulator.world.names.get('demo-org/storefront') ?? 0;
  const { deliveries } = github.simulator.commands.install({ by });
  await apply(deliveries.map(({ event, body }) => ({ event, payload: JSON.parse(body) })));
  await fetchRepositories();
});
afterEach(() => owned.disposeAsync());

const query = async (sql: string, values: unknown[] = []) =>
  (await worker.connection.pool.query(sql, values)).rows;
const repository = async (columns: string, id = storefront) =>
  (await query(`select ${columns} from repositories where id = $1`, [id]))[0];
const confirm = (resource: string) =>
  confirmClaimsJob(worker.context).process(
    { resource, repositoryId: null },
    {
      signal: new AbortController().signal,
      logger: worker.context.logger,
      job: { id: 'test', attempt: 1 },
    },
  );

/** Fetches every repository from GitHub, like an import. */
async function fetchRepositories(): Promise<void> {
  await query(`update repositories set refetch_reasons = '{"unconfirmed": " 2020-01-01T00:00:00.000Z"}'`);
  await confirm('repositories').catch(() => {});
  await query(`update repositories set refetch_reasons = null`);
}

interface Sent {
  event: string;
  payload: object;
  webhookConfigId?: number | null;
}

/** Stores deliveries and applies them. @returns their rows. */
async function apply(sent: readonly Sent[]) {
  const deliveries = sent.map((each) => buildDelivery(each));
  await worker.store(deliveries);
  await worker.runJob(deliveries);
  return await worker.read(deliveries);
}

const payloadOf = ({ deliveries }: { deliveries: readonly Delivery[] }, event: string) => {
  const found = deliveries.find((delivery) => delivery.event === event);
  if (found === undefined) throw new TypeError(`no delivery of ${event}`);
  return JSON.parse(found.body);
};

test('a body that was accepted as another event changes nothing, for any event', async () => {
  const star = payloadOf(github.simulator.commands.star(scene), 'star');
  const body = { ...star, action: 'deleted' };
  for (const event of ['star', 'repository', 'installation', 'issues', 'delete', 'label']) {
    const [row] = await apply([{ event, payload: body }]);
    expect([event, row?.status]).toEqual([event, event === 'star' ? 'processed' : 'parked']);
  }
  expect(await repository('deleted_at')).toEqual({ deleted_at: null });
  expect(await query('select 1 from installations where deleted_at is not null')).toEqual([]);
});

test('a body of another event changes nothing, although it was never accepted before', async () => {
  const star = payloadOf(github.simulator.commands.star(scene), 'star');
  const comment = payloadOf(
    github.simulator.commands.commentOnIssue({
      ...scene,
      number: await openIssue('One'),
      body: 'Now',
    }),
    'issue_comment',
  );
  const rows = await apply([
    { event: 'repository', payload: { ...star, action: 'deleted' } },
    { event: 'installation', payload: { ...star, action: 'deleted', n: 2 } },
    { event: 'issues', payload: { ...comment, action: 'deleted' } },
  ]);
  expect(rows.map(({ status }) => status)).toEqual(['parked', 'parked', 'parked']);
  expect(await query('select deleted_at from issues')).toEqual([{ deleted_at: null }]);
});

async function openIssue(title: string): Promise<number> {
  const payload = payloadOf(github.simulator.commands.openIssue({ ...scene, title }), 'issues');
  await apply([{ event: 'issues', payload }]);
  return payload.issue.number;
}

/** A delivery about storefront as GitHub would send it, with changes. */
async function about(changes: object = {}) {
  const { raw } = await repository('raw');
  return { repository: { ...raw, ...changes } };
}
let shiftedMs = 0;
/** Longer than the lag of GitHub's replicas. */
function aMinuteLater(): void {
  shiftedMs += 62_000;
  github.simulator.world.time.shift(shiftedMs);
}
const soon = () => new Date(Date.now() + 60_000).toISOString().replace(/\.\d+Z/, 'Z');

test.each([
  ['deleted', {}],
  ['renamed', { name: 'payroll', full_name: 'demo-org/payroll' }],
  ['privatized', { private: true, visibility: 'private' }],
  ['transferred', { owner: { id: 999, login: 'stranger' }, full_name: 'stranger/storefront' }],
])('that a repository is %s waits for GitHub, which refutes it', async (action, changes) => {
  const before = await repository('full_name, owner_id, private, visibility, deleted_at');
  const payload = { action, ...(await about({ ...changes, updated_at: soon() })) };
  const [row] = await apply([{ event: 'repository', payload }]);
  expect(row).toMatchObject({ status: 'processed', claims: [`repositories:${storefront}`] });
  expect(await repository('full_name, owner_id, private, visibility, deleted_at')).toEqual(before);
  expect(await repository('refetch_reasons')).toEqual({
    refetch_reasons: { unconfirmed: expect.any(String) },
  });
  expect(await findRepositoryAccess(worker.context.database, [storefront])).toMatchObject([
    { owner: 'demo-org', repo: 'storefront' },
  ]);
  // What GitHub shows within its lag may be older than the claim.
  await expect(confirm('repositories')).rejects.toThrow();
  aMinuteLater();
  await confirm('repositories');
  expect(await repository('refetch_reasons')).toEqual({ refetch_reasons: null });
  expect(await repository('full_name, owner_id, private, visibility, deleted_at')).toEqual(before);
});

test('a claim that an installation is deleted or suspended waits for GitHub, which refutes it', async () => {
  const [installation] = await query('select id, raw from installations');
  for (const [action, changes] of [
    ['deleted', {}],
    ['suspend', { suspended_at: soon() }],
  ] as const) {
    const payload = {
      action,
      installation: { ...installation.raw, ...changes, updated_at: soon() },
      repositories: [{ id: storefront, full_name: 'demo-org/storefront' }],
    };
    await apply([{ event: 'installation', payload }]);
    expect(await query('select deleted_at, suspended_at from installations')).toEqual([
      { deleted_at: null, suspended_at: null },
    ]);
    expect(await query('select 1 from installation_repositories where deleted_at is not null')).toEqual([]);
    aMinuteLater();
    await confirm('installations');
    expect(await query('select refetch_reasons from installations')).toEqual([{ refetch_reasons: null }]);
  }
});

test('a confirmed claim takes effect within three seconds of its delivery, at 100 ms per request', async () => {
  github.rest.faults.add({ fault: { kind: 'latency', ms: 100 } });
  await using _workers = await startWorkers(worker.context);
  const { commands } = github.simulator;
  const began = performance.now();
  await receive(worker, commands.deleteRepository(scene).deliveries);
  await waitFor('the deletion', async () => (await repository('deleted_at')).deleted_at !== null);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('no delivery moves an object to another repository, and the lists of the one it names are read', async () => {
  await openIssue('Ours');
  const ledger = github.simulator.world.names.get('demo-org/infrastructure') ?? 0;
  const [issue] = await query('select raw from issues');
  const payload = {
    action: 'edited',
    issue: { ...issue.raw, title: 'Theirs', updated_at: soon() },
    repository: { id: ledger, name: 'infrastructure', full_name: 'demo-org/infrastructure' },
  };
  await apply([{ event: 'issues', payload }]);
  expect(await query('select repository_id, title from issues')).toEqual([
    { repository_id: storefront, title: 'Ours' },
  ]);
  expect(
    await query(`select repository_id, resources from sync_job_repositories where repository_id = $1`, [
      ledger,
    ]),
  ).toEqual([{ repository_id: ledger, resources: ['issues'] }]);
});

test('a version in the future is not used: the object is fetched', async () => {
  await openIssue('Now');
  const [issue] = await query('select raw from issues');
  for (const updated_at of ['9998-01-01T00:00:00Z', '2099-12-31T23:59:59Z', soonAfter(6)]) {
    const payload = {
      action: 'edited',
      issue: { ...issue.raw, title: 'Then', updated_at },
      ...(await about()),
    };
    await apply([{ event: 'issues', payload }]);
    const [row] = await query('select updated_at, version, refetch_reasons from issues');
    expect(row.updated_at.getTime()).toBeLessThan(Date.now() + 5 * 60_000);
    expect(row.refetch_reasons).toEqual({ future: expect.any(String) });
  }
  // Clocks differ by minutes: such a version is used.
  const edited = { ...issue.raw, title: 'Edited', updated_at: soonAfter(4) };
  await apply([{ event: 'issues', payload: { action: 'edited', issue: edited, ...(await about()) } }]);
  expect(await query('select title from issues')).toEqual([{ title: 'Edited' }]);
});
const soonAfter = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test("a commit's date in the future does not make its author's account newer", async () => {
  const release = { id: 5, tag_name: 'v1', author: { id: 77, node_id: 'x', login: 'ada' } };
  const payload = {
    action: 'published',
    release: { ...release, created_at: '2099-01-01T00:00:00Z' },
    ...(await about()),
  };
  await apply([{ event: 'release', payload }]);
  const [account] = await query('select version from accounts where id = 77');
  expect(account.version).not.toMatch(/20[3-9]\d/);
});

test('the deletion of the branch of a project waits for GitHub; that of another branch does not', async () => {
  const branches = await query('select 1 from branches');
  expect(branches).toEqual([]);
  const push = (name: string, after: string, deleted: boolean) => ({
    event: 'push',
    payload: {
      ref: `refs/heads/${name}`,
      before: '0'.repeat(40),
      after,
      deleted,
      forced: false,
      commits: [],
      head_commit: null,
      ...repositoryAt(deleted ? 2 : 1),
    },
  });
  const pushedAt = Math.floor(Date.now() / 1_000);
  const repositoryAt = (second: number) => ({
    repository: { id: storefront, full_name: 'demo-org/storefront', pushed_at: pushedAt + second },
  });
  await query(`insert into projects (name, repository_id, branch) values ('plan', $1, 'plan')`, [storefront]);
  await apply([push('plan', 'a'.repeat(40), false), push('topic', 'b'.repeat(40), false)]);
  const [kept] = await apply([push('plan', '0'.repeat(40), true), push('topic', '0'.repeat(40), true)]);
  expect(kept).toMatchObject({ claims: [`branches:${storefront}/plan`] });
  expect(await query('select name, deleted_at is null as is_there from branches order by name')).toEqual([
    { name: 'plan', is_there: true },
    { name: 'topic', is_there: false },
  ]);
});

test('without any credential a claim of the deployment takes effect and is marked, a claim of a hook waits', async () => {
  await using alone = await startWorker();
  const payload = { id: 7, name: 'twin', full_name: 'acme/twin', updated_at: '2026-01-01T00:00:00Z' };
  const send = async (sent: Sent) => {
    const delivery = buildDelivery(sent);
    await alone.store([delivery]);
    await alone.runJob([delivery]);
    return (await alone.read([delivery]))[0];
  };
  await send({ event: 'issues', payload: { action: 'opened', repository: payload } });
  const renamed = { ...payload, full_name: 'acme/copy', name: 'copy', updated_at: '2026-01-01T00:00:05Z' };
  const row = await send({ event: 'repository', payload: { action: 'renamed', repository: renamed } });
  expect(row).toMatchObject({ unconfirmed: true });
  const { rows: configs } = await alone.connection.pool.query(
    `insert into webhook_configs (hook_id, target, repository_id, secret) values (1, 'acme/copy', 7, '') returning id`,
  );
  await send({
    event: 'repository',
    payload: { action: 'deleted', repository: { ...renamed, updated_at: '2026-01-01T00:00:09Z' } },
    webhookConfigId: Number(configs[0].id),
  });
  const { rows } = await alone.connection.pool.query(
    'select full_name, deleted_at, refetch_reasons from repositories',
  );
  expect(rows).toEqual([
    { full_name: 'acme/copy', deleted_at: null, refetch_reasons: { unconfirmed: expect.any(String) } },
  ]);
});

async function hookOf(
  repositoryId: number | null,
  target: string,
  ownerId: number | null = null,
): Promise<number> {
  const rows = await query(
    `insert into webhook_configs (hook_id, target, repository_id, owner_id, secret)
       values (floor(random() * 1e9), $1, $2, $3, '') returning id`,
    [target, repositoryId, ownerId],
  );
  return Number(rows[0].id);
}

test('a repository that only the hook of an organisation reports is not stored before GitHub shows its owner', async () => {
  const webhookConfigId = await hookOf(null, 'demo-org');
  const ghost = { id: 8_999_999, name: 'x', full_name: 'other-org/x', owner: { id: 1, login: 'demo-org' } };
  const [row] = await apply([
    { event: 'repository', payload: { action: 'edited', repository: ghost }, webhookConfigId },
  ]);
  expect(row).toMatchObject({ status: 'processed', repository_id: 8_999_999 });
  expect(await query('select 1 from repositories where id = 8999999')).toEqual([]);
});

test('claims that no credential can confirm do not delay one that GitHub confirms', async () => {
  await query(
    `insert into repositories (id, full_name, raw, version, source, synced_at, refetch_reasons)
     select 334000 + n, 'deleted-org/r' || n, jsonb_build_object('id', 334000 + n, 'full_name', 'deleted-org/r' || n), '',
            'webhook', now() - interval '1 hour', '{"unconfirmed": " 2026-01-01T00:00:00.000Z"}'
       from generate_series(1, 250) as n`,
  );
  const payload = payloadOf(github.simulator.commands.privatizeRepository(scene), 'repository');
  await apply([{ event: 'repository', payload }]);
  await confirm('repositories').catch(() => {});
  expect(await repository('private')).toEqual({ private: true });
});

test('a forged version of some minutes ahead does not hide that a repository was made private', async () => {
  const forged = {
    action: 'edited',
    ...(await about({ updated_at: soonAfter(4.9), description: 'forged' })),
  };
  await apply([
    {
      event: 'repository',
      payload: forged,
      webhookConfigId: await hookOf(storefront, 'demo-org/storefront'),
    },
  ]);
  await confirm('repositories').catch(() => {});
  const payload = payloadOf(github.simulator.commands.privatizeRepository(scene), 'repository');
  const [row] = await apply([{ event: 'repository', payload }]);
  expect(row).toMatchObject({ claims: [`repositories:${storefront}`] });
  await confirm('repositories').catch(() => {});
  expect(await repository('private, visibility')).toEqual({ private: true, visibility: 'private' });
});

test('of changes within one second each is confirmed, regardless of the greatest version', async () => {
  const { commands } = github.simulator;
  const all = [
    commands.privatizeRepository(scene),
    commands.publicizeRepository(scene),
    commands.renameRepository({ ...scene, name: 'shop' }),
  ].map((outcome) => ({ event: 'repository', payload: payloadOf(outcome, 'repository') }));
  await apply(all);
  await confirm('repositories').catch(() => {});
  expect(await repository('full_name, private')).toEqual({ full_name: 'demo-org/shop', private: false });
});

test('a job that was forged under another repository is moved by the jobs of its run', async () => {
  const infrastructure = github.simulator.world.names.get('demo-org/orders-api') ?? 0;
  const started = github.simulator.commands.startWorkflowRun({
    repository: 'orders-api',
    by,
    workflow: 'CI',
  });
  const { workflow_job: job } = payloadOf(started, 'workflow_job');
  const forged = {
    action: 'completed',
    workflow_job: { ...job, status: 'completed', name: 'FORGED' },
    ...(await about()),
  };
  await apply([
    {
      event: 'workflow_job',
      payload: forged,
      webhookConfigId: await hookOf(storefront, 'demo-org/storefront'),
    },
  ]);
  expect(await query('select repository_id from workflow_jobs where id = $1', [job.id])).toEqual([
    { repository_id: storefront },
  ]);
  await using _workers = await startWorkers(worker.context);
  await receive(worker, started.deliveries);
  await waitFor('the job in its repository', async () => {
    const [row] = await query('select repository_id, name from workflow_jobs where id = $1', [job.id]);
    return row?.repository_id === infrastructure && row.name !== 'FORGED';
  });
});

test("a forged branch protection rule does not block another repository's", async () => {
  const rule = { id: 777_001, name: 'main', updated_at: soon() };
  const other = github.simulator.world.names.get('demo-org/infrastructure') ?? 0;
  await apply([
    {
      event: 'branch_protection_rule',
      payload: { action: 'created', rule, ...(await about()) },
      webhookConfigId: await hookOf(storefront, 'demo-org/storefront'),
    },
    {
      event: 'branch_protection_rule',
      payload: { action: 'created', rule, repository: { id: other, full_name: 'demo-org/infrastructure' } },
    },
  ]);
  expect(await query('select repository_id from branch_protection_rules order by 1')).toEqual(
    [storefront, other].sort((one, two) => one - two).map((repository_id) => ({ repository_id })),
  );
});

test('a repository that its owner restores at once is shown again by the sweep of refetches', async () => {
  const { commands } = github.simulator;
  await apply([{ event: 'repository', payload: payloadOf(commands.deleteRepository(scene), 'repository') }]);
  await confirm('repositories').catch(() => {});
  expect((await repository('deleted_at')).deleted_at).not.toBeNull();
  commands.restoreRepository(scene);
  await confirmEverything();
  expect((await repository('refetch_reasons')).refetch_reasons).toHaveProperty('restored');
  aMinuteLater();
  await confirmEverything();
  expect(await repository('deleted_at, refetch_reasons')).toEqual({
    deleted_at: null,
    refetch_reasons: null,
  });
});

/** Fetches the repository like `POST /repositories`, then the uncertain objects, like the sweep. */
async function confirmEverything(): Promise<void> {
  await followMove(storefront, { ...worker.context, priority: 'high' });
  await refetchUncertainJob(worker.context)
    .process(
      { resource: 'repositories', repositoryId: null },
      {
        signal: new AbortController().signal,
        logger: worker.context.logger,
        job: { id: 'test', attempt: 1 },
      },
    )
    .catch(() => {});
}

test('a body that was signed with the secret of a hook does not affect the same body for the deployment', async () => {
  const star = payloadOf(github.simulator.commands.star(scene), 'star');
  const webhookConfigId = await hookOf(storefront, 'demo-org/storefront');
  const [forged, genuine] = await apply([
    { event: 'watch', payload: star, webhookConfigId },
    { event: 'star', payload: star },
  ]);
  expect([forged?.status, genuine?.status]).toEqual(['ignored', 'processed']);
});

test('the hook of an organisation follows its new login, not the next owner of the old one', async () => {
  const id = await hookOf(null, 'demo-org');
  await followHookOwners(worker.context.database);
  const [config] = await query('select owner_id, target from webhook_configs where id = $1', [id]);
  expect(config).toMatchObject({ owner_id: expect.any(Number), target: 'demo-org' });
  await query(
    `update repositories set owner_login = 'renamed-org', fetched_at = now() where owner_login = 'demo-org'`,
  );
  await followHookOwners(worker.context.database);
  expect(await query('select target from webhook_configs where id = $1', [id])).toEqual([
    { target: 'renamed-org' },
  ]);
  await openIssue('Now');
  const [issue] = await query('select raw from issues');
  const edited = { ...issue.raw, title: 'Edited', updated_at: soon() };
  const payload = { action: 'edited', issue: edited, ...(await about({ owner: { login: 'renamed-org' } })) };
  const [row] = await apply([{ event: 'issues', payload, webhookConfigId: id }]);
  expect(row).toMatchObject({ status: 'processed' });
});

test('a hook that GitHub deleted is not active any more, and no other hook is affected', async () => {
  const [mine, other] = [
    await hookOf(storefront, 'demo-org/storefront'),
    await hookOf(storefront, 'demo-org/storefront'),
  ];
  const hookIdOf = async (id: number) =>
    Number((await query('select hook_id from webhook_configs where id = $1', [id]))[0].hook_id);
  const payload = async (id: number) => ({
    action: 'deleted',
    hook_id: await hookIdOf(id),
    hook: {},
    ...(await about()),
  });
  const [forged] = await apply([{ event: 'meta', payload: await payload(other), webhookConfigId: mine }]);
  expect(forged?.status).toBe('processed');
  const active = async () =>
    (await query('select active from webhook_configs order by id')).map((config) => config.active);
  expect(await active()).toEqual([true, true]);
  await apply([{ event: 'meta', payload: await payload(mine), webhookConfigId: mine }]);
  expect(await active()).toEqual([false, true]);
  await apply([{ event: 'meta', payload: await payload(other), webhookConfigId: other }]);
  expect(await repository('webhook_configured')).toEqual({ webhook_configured: false });
});
