import { createKeyRing } from '@hubtwin/secrets';
import { startTestRedis } from '@hubtwin/test-kit';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBudget } from '../src/budget/create-budget.ts';
import { createLocalBudgetStore } from '../src/budget/create-local-budget-store.ts';
import { createPolicy } from '../src/budget/policy.ts';
import { createMemoryTokenStore } from '../src/credentials/create-memory-token-store.ts';
import { createRedisTokenStore } from '../src/credentials/create-redis-token-store.ts';
import { GitHubAuthenticationError, GitHubPermissionError, NoCredentialError } from '../src/errors.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github[Symbol.asyncDispose]());

const get = 'GET /repos/{owner}/{repo}';
const labels = 'GET /repos/{owner}/{repo}/labels';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const people = ['ada-okafor', 'bram-visser', 'chiara-conti'] as const;
const urgent = { priority: 'critical' } as const;
const mints = () => github.rest.log.list({ method: 'POST' }).length;
const hourMs = 3_600_000;
const nameOf = ({ url, simulator, installationId }: TestGitHub) =>
  `${new URL(url).host}:${simulator.app.id}:${installationId}`;
const revoked = () => ({
  token: `ghs_${'r'.repeat(36)}`,
  issuedAt: Date.now() - 600_000,
  expiresAt: Date.now() + hourMs,
});

describe('an installation', () => {
  test('mints one token for all concurrent callers, and uses it for 50 minutes', async () => {
    await using client = github.connect();
    const view = client.forInstallation(github.installationId);
    const requests = Array.from({ length: 50 }, (_, n) =>
      view.request(labels, { ...storefront, page: n + 1 }, urgent),
    );
    await Promise.all(requests);
    expect(mints()).toBe(1);
  });

  test('whose token GitHub no longer accepts gets another, without an error', async () => {
    const tokenStore = createMemoryTokenStore();
    await tokenStore.getOrMint(nameOf(github), async () => revoked());
    await using client = github.connect({ tokenStore });
    const view = client.forInstallation(github.installationId);
    expect((await view.request(get, storefront, urgent)).data.name).toBe('storefront');
    expect(mints()).toBe(1);
    expect(github.rest.log.list({ status: 401 })).toHaveLength(1);
  });

  test('whose host has its clock an hour behind authenticates', async () => {
    await using client = github.connect();
    github.simulator.shiftTime(hourMs);
    const view = client.forInstallation(github.installationId);
    for (let n = 0; n < 2; n++) await view.request(labels, { ...storefront, page: n + 1 }, urgent);
    expect(mints()).toBe(2);
    expect(github.rest.log.list({ method: 'POST' }).map(({ status }) => status)).toEqual([401, 201]);
  });

  test('that is suspended is refused as such', async () => {
    await using client = github.connect();
    github.simulator.commands.suspendInstallation({ by: 'ada-okafor' });
    const requested = client.forInstallation(github.installationId).request(get, storefront, urgent);
    await expect(requested).rejects.toBeInstanceOf(GitHubPermissionError);
  });

  test('has one budget, with any of its tokens', async () => {
    const budget = createBudget({
      store: createLocalBudgetStore(),
      policy: createPolicy({ strategy: 'adaptive' }),
    });
    for (const client of [github.connect({ budget }), github.connect({ budget })]) {
      await client.forInstallation(github.installationId).request(get, storefront, urgent);
    }
    expect(mints()).toBe(2);
    const budgets = await budget.read();
    expect(
      budgets.map(({ used }) => used),
      'one of the App, one of its installation',
    ).toEqual([2, 2]);
  });
});

describe('a configured token', () => {
  test('that is refused is not retried', async () => {
    await using client = github.connect();
    const requested = client.forToken(`ghp_${'x'.repeat(36)}`).request(get, storefront, urgent);
    await expect(requested).rejects.toBeInstanceOf(GitHubAuthenticationError);
    expect(github.rest.log.list()).toHaveLength(1);
  });

  test('of a repository is preferred to its installation, and that to the configured tokens', async () => {
    await using client = github.connect();
    const own = github.rest.credentials.createPersonalToken({ login: people[1] });
    for (const token of [own, null]) {
      const view = client.forRepository({ token, installationId: github.installationId });
      await view.request(get, storefront, urgent);
    }
    await client.forRepository({ installationId: null }).request(get, storefront, urgent);
    const payers = github.rest.log
      .list({ route: 'GET /repos/:owner/:repo' })
      .map(({ payer }) => payer.split(':')[0]);
    expect(payers).toEqual(['user', 'installation', 'user']);
    expect(
      new Set(github.rest.log.list({ route: 'GET /repos/:owner/:repo' }).map(({ payer }) => payer)).size,
    ).toBe(3);
  });

  test('with the most remaining of several is used', async () => {
    const tokens = people.map((login) => github.rest.credentials.createPersonalToken({ login }));
    await using client = github.connect({ tokens });
    const view = client.forTokens();
    for (let n = 0; n < 30; n++) await view.request(labels, { ...storefront, page: n + 1 }, urgent);
    const counts = Map.groupBy(github.rest.log.list(), ({ payer }) => payer);
    expect([...counts.values()].map(({ length }) => length)).toEqual([10, 10, 10]);
  });

  test('that is exhausted is replaced by the others', async () => {
    const tokens = people.slice(0, 2).map((login) => github.rest.credentials.createPersonalToken({ login }));
    await using client = github.connect({ tokens });
    const view = client.forTokens();
    for (let n = 0; n < 2; n++) await view.request(labels, { ...storefront, page: n + 1 }, urgent);
    const [first = ''] = github.rest.log.list().map(({ payer }) => payer);
    github.rest.budgets.set(first, 'core', { used: 4_999 });
    for (let n = 2; n < 8; n++) await view.request(labels, { ...storefront, page: n + 1 }, urgent);
    expect(github.rest.log.list({ status: 403 })).toEqual([]);
    expect(github.rest.log.list().at(-1)?.payer).not.toBe(first);
  });
});

describe('a credential is validated with GitHub', () => {
  test.each([
    ['classic', { format: 'classic', scopes: ['repo', 'read:org'] }, ['repo', 'read:org']],
    ['fine-grained', { format: 'fine-grained' }, null],
  ] as const)('a %s token', async (type, input, scopes) => {
    await using client = github.connect();
    const expiresAt = Date.now() + 86_400_000;
    const token = github.rest.credentials.createPersonalToken({ login: people[1], expiresAt, ...input });
    const report = await client.validate(token);
    expect(report).toMatchObject({ type, login: people[1], scopes });
    expect(Math.abs((report.expiresAt?.getTime() ?? 0) - expiresAt)).toBeLessThan(1_000);
  });

  test("an installation's token, and the App", async () => {
    await using client = github.connect();
    const installation = github.simulator.world.installations.get(github.installationId);
    if (installation === undefined) throw new Error('not installed');
    const { token } = github.rest.credentials.mintInstallationToken(installation);
    expect(await client.validate(token)).toMatchObject({ type: 'installation' });
    expect(await client.validate(null)).toMatchObject({
      type: 'app',
      permissions: { issues: expect.any(String) },
    });
  });

  test('one that GitHub rejects', async () => {
    await using client = github.connect();
    await expect(client.validate(`ghp_${'x'.repeat(36)}`)).rejects.toBeInstanceOf(GitHubAuthenticationError);
  });
});

test('what is not configured fails with an error that states it', async () => {
  await using client = github.connect({ tokens: [], app: null });
  for (const ask of [() => client.forTokens(), () => client.forApp(), () => client.forInstallation(1)]) {
    expect(ask).toThrow(NoCredentialError);
  }
});

describe('processes that share Redis', () => {
  const keys = createKeyRing([{ id: 'a', key: Buffer.alloc(32, 7) }]);
  const connectTo = (url: string) => new Redis(url, { maxRetriesPerRequest: 0, enableOfflineQueue: false });

  async function ready(redis: Redis): Promise<Redis> {
    if (redis.status !== 'ready') await new Promise((resolve) => redis.once('ready', resolve));
    return redis;
  }

  test('50 of them mint one token, and Redis never contains it in plain text', async () => {
    await using server = await startTestRedis();
    const connections = await Promise.all(Array.from({ length: 50 }, () => ready(connectTo(server.url))));
    const clients = connections.map((redis) =>
      github.connect({ tokenStore: createRedisTokenStore({ redis, keys }) }),
    );
    await Promise.all(
      clients.map((client) => client.forInstallation(github.installationId).request(get, storefront, urgent)),
    );
    expect(mints()).toBe(1);
    const [first] = connections;
    for (const name of (await first?.keys('*')) ?? []) {
      expect((await first?.getBuffer(name))?.toString('latin1')).not.toContain('ghs_');
    }
    for (const redis of connections) redis.disconnect();
  });

  test('each mints its own while Redis is unavailable', async () => {
    const server = await startTestRedis();
    const redis = await ready(connectTo(server.url));
    redis.on('error', () => {});
    await using client = github.connect({ tokenStore: createRedisTokenStore({ redis, keys }) });
    await server[Symbol.asyncDispose]();
    const view = client.forInstallation(github.installationId);
    expect((await view.request(get, storefront, urgent)).status).toBe(200);
    expect(mints()).toBe(1);
    redis.disconnect();
  });

  test('one whose shared token is refused replaces it for all', async () => {
    await using server = await startTestRedis();
    const connections = await Promise.all([1, 2].map(() => ready(connectTo(server.url))));
    const stores = connections.map((redis) => createRedisTokenStore({ redis, keys }));
    for (const store of stores) await store.getOrMint(nameOf(github), async () => revoked());
    for (const tokenStore of stores) {
      const client = github.connect({ tokenStore });
      await client.forInstallation(github.installationId).request(get, storefront, urgent);
    }
    expect(mints()).toBe(1);
    expect(github.rest.log.list({ status: 401 })).toHaveLength(2);
    for (const redis of connections) redis.disconnect();
  });
});
