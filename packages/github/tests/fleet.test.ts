import { createDatabase, createGitHubBudgetStore } from '@hubtwin/database';
import { connectRedis } from '@hubtwin/redis';
import { freePort, startTestPostgres, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BudgetStore } from '../src/budget/budget-store.ts';
import { createRedisBudgetStore } from '../src/budget/create-redis-budget-store.ts';
import { GitHubRateLimitError } from '../src/errors.ts';
import { joinFleet } from './fleet.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
let payer: string;
beforeEach(async () => {
  github = await startGitHub();
  payer = `user:${github.simulator.world.accounts.get('ada-okafor')?.id}`;
});
afterEach(() => github[Symbol.asyncDispose]());

const labels = 'GET /repos/{owner}/{repo}/labels';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const page = (number: number) => ({ ...storefront, page: number });
const urgent = { priority: 'critical' } as const;
const sent = () => github.rest.log.list();

/** A store as one process accesses it, with its own connections. */
type Store = BudgetStore & AsyncDisposable;

/** A server that can be stopped and started. */
interface Scene extends AsyncDisposable {
  connect(): Promise<Store>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Delays every query by some seconds. */
  hang(): Promise<void>;
}

async function overPostgres(): Promise<Scene> {
  const server = await startTestPostgres();
  const open = () => createDatabase({ url: server.url, poolMax: 2, onConnectionError: () => {} });
  return {
    async connect() {
      const connection = open();
      return {
        ...createGitHubBudgetStore(connection.database),
        [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
      };
    },
    stop: () => server.stopImmediately(),
    start: () => server.start(),
    async hang() {
      const { pool } = open();
      const client = await pool.connect();
      await client.query('begin');
      await client.query('lock table github_budgets in access exclusive mode');
      const hung: Promise<unknown> = client.query('select pg_sleep(4); rollback');
      hung.catch(() => {});
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function overRedis(): Promise<Scene> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await startTestRedis({ port });
  const open = async () => {
    const redis = connectRedis(url);
    await new Promise((resolve) => redis.once('ready', resolve));
    return redis;
  };
  return {
    async connect() {
      const redis = await open();
      return {
        ...createRedisBudgetStore(redis),
        async [Symbol.asyncDispose]() {
          redis.disconnect();
        },
      };
    },
    async stop() {
      await server[Symbol.asyncDispose]();
    },
    async start() {
      server = await startTestRedis({ port });
    },
    async hang() {
      const redis = await open();
      const busy = `local from = redis.call('TIME')[1] while redis.call('TIME')[1] - from < 4 do end return 1`;
      redis.eval(busy, 0).catch(() => {});
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

describe.each([
  ['Postgres', overPostgres],
  ['Redis', overRedis],
] as const)('a fleet over %s', (name, open) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await open();
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  test('no member uses a credential that GitHub closed for one of them; other credentials continue', async () => {
    await using ours = await scene.connect();
    await using theirs = await scene.connect();
    const [one, two] = [joinFleet(github, ours), joinFleet(github, theirs)];
    await two.client.forTokens().request(labels, storefront, urgent);
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 2 }, count: 1, payer });
    const closed = one.client.forTokens().request(labels, page(2), urgent);
    await waitFor('the refusal', async () => {
      const budgets = await two.client.budgets();
      return budgets.some(({ closedUntil }) => closedUntil > Date.now());
    });
    const refusedAt = Date.parse(github.rest.log.list({ status: 403 })[0]?.at ?? '');
    const waiting = Array.from({ length: 20 }, (_, n) =>
      two.client.forTokens().request(labels, page(n + 3), urgent),
    );
    const other = await two.client.forInstallation(github.installationId).request(labels, storefront, urgent);
    expect(other.status).toBe(200);
    await Promise.all([closed, ...waiting]);
    const times = github.rest.log.list({ payer }).map(({ at }) => Date.parse(at));
    const after = times.filter((at) => at > refusedAt);
    expect(after).toHaveLength(21);
    expect(Math.min(...after) - refusedAt).toBeGreaterThanOrEqual(1_990);
  });

  test('a lone request takes one step in the store, and concurrent ones share theirs', async () => {
    await using store = await scene.connect();
    let steps = 0;
    const counting: BudgetStore = {
      list: () => store.list(),
      async read(credential) {
        steps += 1;
        return await store.read(credential);
      },
      async swap(credential, change) {
        steps += 1;
        return await store.swap(credential, change);
      },
    };
    const view = joinFleet(github, counting).client.forTokens();
    await view.request(labels, storefront, urgent);
    steps = 0;
    for (let number = 2; number < 12; number++) await view.request(labels, page(number), urgent);
    expect(steps).toBeLessThanOrEqual(11);
    steps = 0;
    await Promise.all(Array.from({ length: 40 }, (_, n) => view.request(labels, page(n + 20), urgent)));
    expect(steps).toBeLessThanOrEqual(40);
  });

  test("concurrent members know of each other's usage, and none is refused by GitHub", async () => {
    await using ours = await scene.connect();
    await using theirs = await scene.connect();
    github.rest.budgets.set(payer, 'core', { used: 4_950 });
    const views = [ours, theirs].map((store) => joinFleet(github, store).client.forTokens());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 80 }, (_, n) =>
        views[n % 2]?.request(labels, page(n), { ...urgent, deadlineMs: 60_000 }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(github.rest.log.list({ status: 403 })).toEqual([]);
  });

  test('a member continues while the store is unavailable, and has no larger budget when it is available again', async () => {
    await using ours = await scene.connect();
    await using theirs = await scene.connect();
    const [one, two] = [ours, theirs].map((store) => joinFleet(github, store, { strategy: 'conservative' }));
    if (one === undefined || two === undefined) throw new TypeError('there are two');
    github.rest.budgets.set(payer, 'core', { used: 4_100 });
    for (const { client } of [two, one]) await client.forTokens().request(labels, storefront, urgent);

    await scene.stop();
    const urgently = await one.client.forTokens().request(labels, page(2), urgent);
    expect(urgently.status).toBe(200);
    expect(one.reports).toEqual(['away']);
    const low = { priority: 'low', deadlineMs: 3_000 } as const;
    await expect(
      one.client.forTokens().request(labels, page(3), low),
      'low priorities had no room before, and have none now',
    ).rejects.toBeInstanceOf(GitHubRateLimitError);

    await scene.start();
    await waitFor('the store', async () => {
      await one.client.forTokens().request(labels, page(4), urgent);
      return one.reports.includes('back');
    });
    for (const { client } of [one, two]) {
      await expect(
        client.forTokens().request(labels, page(5), low),
        'the store may lose everything, its members do not',
      ).rejects.toBeInstanceOf(GitHubRateLimitError);
    }
    expect(github.rest.log.list({ status: 403 })).toEqual([]);
  });

  test(`what GitHub closed stays closed when ${name === 'Redis' ? 'Redis is wiped' : 'Postgres and all members crash'}`, async () => {
    await using ours = await scene.connect();
    const one = joinFleet(github, ours).client.forTokens();
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 60 }, count: 1 });
    const soon = { ...urgent, deadlineMs: 1_500 };
    await expect(one.request(labels, storefront, soon)).rejects.toBeInstanceOf(GitHubRateLimitError);
    await scene.stop();
    await scene.start();
    // Redis loses the closure, and the members restore it. Postgres keeps it for new members.
    await using theirs = await scene.connect();
    const another = name === 'Redis' ? one : joinFleet(github, theirs).client.forTokens();
    await expect(another.request(labels, page(2), soon)).rejects.toBeInstanceOf(GitHubRateLimitError);
    expect(sent()).toHaveLength(1);
  });

  test('requests do not wait for a store that hangs', async () => {
    await using store = await scene.connect();
    const view = joinFleet(github, store).client.forTokens();
    await view.request(labels, storefront, urgent);
    await scene.hang();
    const started = performance.now();
    for (let number = 2; number < 7; number++) await view.request(labels, page(number), urgent);
    expect(performance.now() - started).toBeLessThan(3_500);
    // The next test needs it.
    await waitFor('the store', async () => (await store.list().catch(() => null)) !== null);
  });
});
