import { fingerprint } from '@hubtwin/github';
import { type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { createTestDatabase, freePort, startApp, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { sendDelivery, webhookSecret } from './send-delivery.ts';

const adminKey = `htk_${'a'.repeat(40)}`;
const encryptionKeys = `a:${Buffer.alloc(32, 1).toString('base64')}`;

/** A twin with its services, over an empty database. */
async function start(
  owned: AsyncDisposableStack,
  github: RunningSimulator,
  environment: Record<string, string>,
) {
  const twin = owned.use(await createTestDatabase());
  const port = await freePort();
  const all = {
    DATABASE_URL: twin.url,
    GITHUB_BASE_URL: github.simulator.world.host.api,
    API_PORT: `${port}`,
    HUBTWIN_ADMIN_KEY: adminKey,
    ENCRYPTION_KEYS: encryptionKeys,
    // Several passes within a test.
    SYNC_INTERVAL_MINUTES: '0.05',
    SYNC_MIN_AGE_MINUTES: '0',
    ...environment,
  };
  for (const app of ['sync-worker', 'import-worker', 'api'] as const) owned.use(await startApp(app, all));
  const ask = async (path: string, { method = 'GET', body }: { method?: string; body?: object } = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json();
    return { status: response.status, json };
  };
  return { twin, ask };
}

/** What the twin holds of an owner: the issues and commits of each repository that was synced. */
async function countsIn({ pool }: TestDatabase): Promise<Record<string, [issues: number, commits: number]>> {
  const { rows } = await pool.query(`
    select r.full_name as name,
           (select count(*)::int from issues as i where i.repository_id = r.id and i.deleted_at is null) as issues,
           (select count(*)::int from commits as c where c.repository_id = r.id) as commits
      from repositories as r where r.deleted_at is null and r.last_synced_at is not null`);
  return Object.fromEntries(rows.map(({ name, issues, commits }) => [name, [issues, commits]]));
}

function countsAt({ simulator }: RunningSimulator, login: string) {
  const repositories = [...simulator.world.repositories.values()].filter(
    ({ owner }) => owner.login === login,
  );
  return Object.fromEntries(
    repositories.map(({ owner, name, issues, branches, defaultBranch }) => [
      `${owner.login}/${name}`,
      [issues.size, branches.get(defaultBranch)?.commits.length ?? 0],
    ]),
  );
}

/** Waits until the twin has what GitHub has of an owner. */
const untilSynced = (twin: TestDatabase, github: RunningSimulator, login: string) =>
  waitFor(
    `a twin of ${login}`,
    async () =>
      JSON.stringify(sorted(await countsIn(twin))) === JSON.stringify(sorted(countsAt(github, login))),
    { timeoutMs: 60_000, everyMs: 200 },
  );

const sorted = (counts: object) =>
  Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1));

test.each([
  ['of github.com', {}],
  ['of an Enterprise Server', { isEnterprise: true }],
])(
  'a token keeps an organisation %s, private and new repositories and its runners included',
  async (_, layout) => {
    await using owned = new AsyncDisposableStack();
    const github = owned.use(
      await startSimulator({ seed: 3, port: 0, scenario: 'quiet', limitPerHour: 1_000_000, ...layout }),
    );
    const { commands } = github.simulator;
    const by = 'ada-okafor';
    commands.registerRunner({ organisation: 'demo-org', name: 'builder-1' });
    const token = github.rest.credentials.createPersonalToken({ login: by });
    const { twin } = await start(owned, github, { GITHUB_TOKEN: token, GITHUB_ORG: 'Demo-Org, no-such-org' });
    await untilSynced(twin, github, 'demo-org');
    const isStored = (name: string) => async () =>
      (await twin.pool.query('select 1 from runners where name = $1', [name])).rowCount === 1;
    await waitFor('the runner', isStored('builder-1'));

    commands.createRepository({ repository: 'added-later', by, private: true });
    commands.openIssue({ repository: 'storefront', by, title: 'Not delivered' });
    commands.registerRunner({ organisation: 'demo-org', name: 'builder-2' });
    await untilSynced(twin, github, 'demo-org');
    await waitFor('the second runner', isStored('builder-2'));
  },
  120_000,
);

test('a token keeps the account of its own user, private repositories included', async () => {
  await using owned = new AsyncDisposableStack();
  const github = owned.use(
    await startSimulator({ seed: 3, port: 0, scenario: 'quiet', limitPerHour: 1_000_000 }),
  );
  const { commands } = github.simulator;
  const by = 'ada-okafor';
  commands.createRepository({ repository: `${by}/notes`, by, private: true });
  commands.createRepository({ repository: `${by}/site`, by });
  commands.openIssue({ repository: `${by}/notes`, by, title: 'Private' });
  const token = github.rest.credentials.createPersonalToken({ login: by, format: 'fine-grained' });
  const { twin } = await start(owned, github, { GITHUB_TOKEN: token, GITHUB_ORG: by });
  await untilSynced(twin, github, by);
  expect(Object.keys(await countsIn(twin)).toSorted()).toEqual([`${by}/notes`, `${by}/site`]);
  commands.createRepository({ repository: `${by}/later`, by, private: true });
  commands.openIssue({ repository: `${by}/notes`, by, title: 'Later' });
  await untilSynced(twin, github, by);
}, 120_000);

test('a repository with a token of its own is imported, synced, confirmed and reported with that alone', async () => {
  await using owned = new AsyncDisposableStack();
  const github = owned.use(
    await startSimulator({ seed: 3, port: 0, scenario: 'quiet', limitPerHour: 1_000_000 }),
  );
  const { commands } = github.simulator;
  const by = 'ada-okafor';
  const ingressPort = await freePort();
  const ingress = { INGRESS_PORT: `${ingressPort}`, GITHUB_WEBHOOK_SECRET: webhookSecret };
  const { twin, ask } = await start(owned, github, ingress);
  const token = github.rest.credentials.createPersonalToken({ login: by });
  const credential = fingerprint(token);
  const repository = 'demo-org/infrastructure';
  const isSynced = async () => {
    const at = countsAt(github, 'demo-org')[repository];
    return JSON.stringify((await countsIn(twin))[repository]) === JSON.stringify(at);
  };
  const added = await ask('/repositories', { method: 'POST', body: { repository, token } });
  expect(added.status).toBe(201);
  await waitFor('the import', isSynced, { timeoutMs: 60_000 });
  expect((await ask(`/access?repository=${repository}`)).json).toMatchObject({
    can_read: true,
    through: 'token',
  });
  expect((await ask('/status')).json).toMatchObject({
    credentials: [{ fingerprint: credential, kind: 'token' }],
  });
  const tracked = await ask('/rate-limits/track', { method: 'POST' });
  expect(tracked.json).toMatchObject({
    rate_limits: expect.arrayContaining([expect.objectContaining({ credential })]),
  });

  commands.openIssue({ repository: 'infrastructure', by, title: 'Found by a periodic sync' });
  await waitFor('the periodic sync', isSynced, { timeoutMs: 60_000 });
  commands.openIssue({ repository: 'infrastructure', by, title: 'Found by a manual sync' });
  const synced = await ask(`/repositories/${repository}/sync?wait=true`, {
    method: 'POST',
    body: { force: true },
  });
  expect(synced.status).toBe(200);
  expect(await isSynced()).toBe(true);

  // What a delivery only claims is requested with the token.
  await ask(`/repositories/${repository}`, { method: 'PATCH', body: { auto_sync_enabled: false } });
  commands.renameRepository({ repository: 'infrastructure', name: 'platform', by });
  const id = github.simulator.world.names.get('demo-org/platform') ?? 0;
  const payload = {
    action: 'renamed',
    changes: { repository: { name: { from: 'infrastructure' } } },
    repository: { id, name: 'forged', full_name: 'demo-org/forged', owner: { login: 'demo-org', id: 1 } },
  };
  owned.use(await startApp('ingress', { DATABASE_URL: twin.url, ...ingress }));
  await sendDelivery(ingressPort, { event: 'repository', payload });
  await waitFor('the name that GitHub confirms', async () => {
    const { rows } = await twin.pool.query('select full_name from repositories where id = $1', [id]);
    return rows[0]?.full_name === 'demo-org/platform';
  });
}, 120_000);
