import { probeQueue } from '@hubtwin/queue';
import { listInstallation } from '@hubtwin/replication';
import { buildDelivery } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { probeJob } from '../src/jobs/probe.ts';
import { startSimulatedGitHub } from './simulated-github.ts';
import { startWorker } from './start-worker.ts';

const by = 'ada-okafor';

/** A twin of the demo's repositories, and a worker whose jobs are run manually. */
async function start({ hasCredential = true } = {}) {
  await using owned = new AsyncDisposableStack();
  const github = owned.use(await startSimulatedGitHub());
  const worker = owned.use(await startWorker({ environment: github.environment }));
  const { value: installation } = github.simulator.commands.install({ by });
  await listInstallation(worker.context, installation.id, { priority: 'high' });
  const bare = hasCredential ? null : owned.use(await startWorker({ databaseUrl: worker.connection.url }));
  const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;
  const disposal = owned.move();
  return {
    github,
    query,
    async apply(event: string, payload: object, webhookConfigId: number | null = null) {
      const delivery = buildDelivery({ event, payload, webhookConfigId });
      await worker.store([delivery]);
      await (bare ?? worker).runJob([delivery]);
      return (await worker.read([delivery]))[0]?.status;
    },
    /** Runs the delayed jobs. */
    confirm: (accountId: number) =>
      probeJob(worker.context).process(
        { kind: 'account', accountId },
        {
          signal: new AbortController().signal,
          logger: worker.context.logger,
          job: { id: 'test', attempt: 1 },
        },
      ),
    enqueued: async () => {
      const { waiting = 0, delayed = 0, prioritized = 0 } = await worker.context.queues.counts(probeQueue);
      return waiting + delayed + prioritized;
    },
    names: async () =>
      (await query('select full_name from repositories order by full_name')).map(
        ({ full_name }) => full_name,
      ),
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

test.each([true, false])(
  'an organisation that is renamed has its repositories renamed at once, and old names redirect (credential: %s)',
  async (hasCredential) => {
    await using scene = await start({ hasCredential });
    const before: string[] = await scene.names();
    const { deliveries, value } = scene.github.simulator.commands.renameOrganisation({
      login: 'new-org',
      by,
    });
    const [renamed] = deliveries.filter(({ event }) => event === 'installation_target');
    const after = before.map((name) => name.replace('demo-org/', 'new-org/'));
    expect(await scene.apply('installation_target', JSON.parse(renamed?.body ?? '{}'))).toBe('processed');
    expect(await scene.names()).toEqual(after);
    expect(await scene.query('select account_login from installations')).toEqual([
      { account_login: 'new-org' },
    ]);
    const redirects = await scene.query(
      `select n.full_name from repository_names as n join repositories as r on r.id = n.repository_id
        where n.full_name like 'demo-org/%' order by 1`,
    );
    expect(redirects.map(({ full_name }) => full_name)).toEqual(before);
    if (!hasCredential) return;
    expect(await scene.enqueued()).toBe(1);
    await scene.confirm(value.id);
    expect(await scene.names()).toEqual(after);
  },
);

test('an unconfirmed rename is reverted, and the URL of a repository follows its name', async () => {
  await using scene = await start();
  const before = await scene.names();
  const { id } = scene.github.simulator.world.organisation;
  const payload = { action: 'renamed', account: { id, login: 'forged', type: 'Organization' } };
  await scene.apply('installation_target', payload);
  expect((await scene.names()).every((name: string) => name.startsWith('forged/'))).toBe(true);
  const [row] = await scene.query(`select html_url from repositories where name = 'storefront'`);
  expect(row.html_url).toMatch(/\/forged\/storefront$/);
  await scene.confirm(id);
  expect(await scene.names()).toEqual(before);
});

test("an organisation's hook renames only its own repositories, once GitHub confirms it", async () => {
  await using scene = await start();
  const before: string[] = await scene.names();
  const { organisation } = scene.github.simulator.world;
  const [{ id: config }] = await scene.query(
    `insert into webhook_configs (hook_id, target, owner_id, secret)
     values (1, 'demo-org', ${organisation.id}, ''), (2, 'other-org', 7, '') returning id`,
  );
  const of = (login: string, id = organisation.id) => ({
    action: 'renamed',
    changes: { login: { from: 'demo-org' } },
    organization: { id, login },
  });
  await scene.apply('organization', of('forged', organisation.id), Number(config) + 1);
  expect(await scene.enqueued(), 'of another organisation').toBe(0);
  await scene.apply('organization', of('forged'), Number(config));
  expect(await scene.names()).toEqual(before);
  scene.github.simulator.commands.renameOrganisation({ login: 'new-org', by });
  await scene.confirm(organisation.id);
  expect(await scene.names()).toEqual(before.map((name) => name.replace('demo-org/', 'new-org/')));
  expect(await scene.query(`select target from webhook_configs where id = ${config}`)).toEqual([
    { target: 'new-org' },
  ]);
});

type Scene = Awaited<ReturnType<typeof start>>;
const other = { id: 900, login: 'other-org', type: 'Organization' };
const person = { id: 901, login: 'grace', type: 'User' };

/** Another account with a repository, which has the name of one of the organisation's. */
async function addRepository({ query }: Scene, { id, login }: typeof other): Promise<void> {
  const full_name = `${login}/storefront`;
  const raw = JSON.stringify({ id: id * 10, name: 'storefront', full_name, owner: { id, login } });
  await query(`
    insert into repositories (id, name, full_name, owner_id, owner_login, raw, version, source, synced_at, fetched_at)
    values (${id * 10}, 'storefront', '${full_name}', ${id}, '${login}', '${raw}', '', 'import', now(), now())`);
}

const renamed = (scene: Scene, account: { id: number; type: string }, login: string) =>
  scene.apply('installation_target', {
    action: 'renamed',
    account: { ...account, login },
    target_type: account.type,
  });

/** The names of the storefronts, by their owners. */
async function storefronts({ query }: Scene): Promise<Record<string, string>> {
  const rows = await query(`select owner_id, full_name from repositories where name = 'storefront'`);
  return Object.fromEntries(rows.map(({ owner_id, full_name }) => [owner_id, full_name]));
}

test.each<
  [string, (scene: Scene, own: { id: number; type: string }) => Promise<unknown>, Record<number, string>]
>([
  ['in its case only', (scene, own) => renamed(scene, own, 'Demo-Org'), { 0: 'Demo-Org' }],
  [
    'twice in a row',
    async (scene, own) => {
      await renamed(scene, own, 'first');
      await renamed(scene, own, 'second');
    },
    { 0: 'second' },
  ],
  [
    'to a name that it had before',
    async (scene, own) => {
      await renamed(scene, own, 'first');
      await renamed(scene, own, 'demo-org');
    },
    { 0: 'demo-org' },
  ],
  [
    'with another one, whose name it takes',
    async (scene, own) => {
      await renamed(scene, own, 'between');
      await renamed(scene, other, 'demo-org');
      await renamed(scene, own, 'other-org');
    },
    { 0: 'other-org', [other.id]: 'demo-org' },
  ],
  [
    'as a user account',
    (scene) => renamed(scene, person, 'grace-h'),
    { 0: 'demo-org', [person.id]: 'grace-h' },
  ],
  ['to the login that it has', (scene, own) => renamed(scene, own, 'demo-org'), { 0: 'demo-org' }],
])(
  'accounts that are renamed %s have their repositories under the new name alone',
  async (_, rename, expected) => {
    await using scene = await start({ hasCredential: false });
    await addRepository(scene, other);
    await addRepository(scene, person);
    const { id } = scene.github.simulator.world.organisation;
    const before = await storefronts(scene);
    await rename(scene, { id, type: 'Organization' });
    const { 0: own, ...others } = expected;
    const after = Object.entries({ ...others, [id]: own }).map(([owner, login]) => [
      owner,
      `${login}/storefront`,
    ]);
    expect(await storefronts(scene)).toEqual({ ...before, ...Object.fromEntries(after) });
    // Each former name leads on to the repository that had it.
    for (const [owner, name] of Object.entries(before)) {
      if (name === Object.fromEntries(after)[owner] || !(owner in Object.fromEntries(after))) continue;
      const led = await scene.query(`
      select r.owner_id from repository_names as n join repositories as r on r.id = n.repository_id
       where n.full_name = '${name.toLowerCase()}'`);
      expect(led.map(({ owner_id }) => `${owner_id}`)).toContain(owner);
    }
  },
);

test.each([[['new-org', 'newest-org']], [['newest-org', 'new-org']]])(
  'of two renames whose deliveries arrive as %j, what GitHub shows counts',
  async (order) => {
    await using scene = await start();
    const { commands, world } = scene.github.simulator;
    const before: string[] = await scene.names();
    const sent = new Map(
      ['new-org', 'newest-org'].map((login) => {
        const { deliveries } = commands.renameOrganisation({ login, by });
        return [login, deliveries.find(({ event }) => event === 'installation_target')?.body ?? '{}'];
      }),
    );
    for (const login of order) await scene.apply('installation_target', JSON.parse(sent.get(login) ?? '{}'));
    await scene.confirm(world.organisation.id);
    expect(await scene.names()).toEqual(before.map((name) => name.replace('demo-org/', 'newest-org/')));
  },
);

test('an organisation gets the case of its login from GitHub', async () => {
  await using scene = await start();
  const { commands, world } = scene.github.simulator;
  const before: string[] = await scene.names();
  const { deliveries } = commands.renameOrganisation({ login: 'Demo-ORG', by });
  const sent = deliveries.find(({ event }) => event === 'installation_target');
  await scene.apply('installation_target', JSON.parse(sent?.body ?? '{}'));
  await scene.confirm(world.organisation.id);
  expect(await scene.names()).toEqual(before.map((name) => name.replace('demo-org/', 'Demo-ORG/')));
  expect(await scene.query('select account_login from installations')).toEqual([
    { account_login: 'Demo-ORG' },
  ]);
});
