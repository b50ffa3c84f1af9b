import { freePort, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitHubError, GitHubRateLimitError } from '../src/errors.ts';
import { joinFleet } from './fleet.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
let payer: string;
beforeEach(async () => {
  github = await startGitHub();
  const account = github.simulator.world.accounts.get('ada-okafor');
  payer = `user:${account?.id}`;
});
afterEach(() => github[Symbol.asyncDispose]());

const labels = 'GET /repos/{owner}/{repo}/labels';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const urgent = { priority: 'critical' } as const;
const sent = () => github.rest.log.list();

describe('a refusal', () => {
  test('is waited out, and the request then sent again', async () => {
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 1 }, count: 1 });
    await using client = github.connect();
    const { status } = await client.forTokens().request(labels, storefront, urgent);
    expect(status).toBe(200);
    const [first, second] = sent().map(({ at }) => Date.parse(at));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  test.each([
    { status: 403, retryAfter: 30, closedMs: 30_000 },
    { status: 429, retryAfter: 30, closedMs: 30_000 },
    { status: 429, closedMs: 60_000 },
    { status: 403, closedMs: 60_000 },
  ] as const)('%o ends a request whose deadline is earlier', async ({ closedMs, ...fault }) => {
    github.rest.faults.add({ fault: { kind: 'abuse', ...fault } });
    await using client = github.connect();
    const asked = client.forTokens().request(labels, storefront, { ...urgent, deadlineMs: 1_000 });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GitHubRateLimitError);
    expect(error).toMatchObject({ kind: 'secondary' });
    const resetAt = error instanceof GitHubRateLimitError ? error.resetAt.getTime() : 0;
    expect(resetAt - Date.now()).toBeGreaterThan(closedMs - 2_000);
    expect(resetAt - Date.now()).toBeLessThanOrEqual(closedMs);
    expect(sent()).toHaveLength(1);
  });

  test('of a write is no reason to lose it: GitHub did nothing, so it is sent again', async () => {
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 1 }, method: 'POST', count: 1 });
    await using client = github.connect();
    const label = { ...storefront, name: 'once', color: 'ffffff' };
    const { status } = await client.forTokens().request('POST /repos/{owner}/{repo}/labels', label, urgent);
    expect(status).toBe(201);
    expect(sent().map((request) => request.status)).toEqual([403, 201]);
  });
});

test('a primary limit that is used up is known from the headers, and nothing more is sent until the reset', async () => {
  github.rest.budgets.set(payer, 'core', { used: 4_999 });
  await using client = github.connect();
  const view = client.forTokens();
  await view.request(labels, storefront, urgent);
  const asked = view.request(labels, { ...storefront, page: 2 }, { ...urgent, deadlineMs: 2_000 });
  await expect(asked).rejects.toMatchObject({ code: 'github_rate_limit', kind: 'primary', status: null });
  expect(sent()).toHaveLength(1);
});

test('a write ends at its deadline, whoever waits before it', async () => {
  github.rest.budgets.set(payer, 'core', { used: 4_999 });
  await using client = github.connect();
  const view = client.forTokens();
  await view.request(labels, storefront, urgent);
  const stop = new AbortController();
  const add = (name: string, options: object) =>
    view.request(
      'POST /repos/{owner}/{repo}/labels',
      { ...storefront, name, color: 'ffffff' },
      { ...urgent, ...options },
    );
  const patient = add('one', { signal: stop.signal });
  const started = performance.now();
  await expect(add('two', { deadlineMs: 200 })).rejects.toMatchObject({ code: 'github_timeout' });
  expect(performance.now() - started).toBeLessThan(1_000);
  stop.abort();
  await expect(patient).rejects.toThrow('aborted');
  expect(github.rest.log.list({ method: 'POST' })).toEqual([]);
});

test('a limit that a stranger used up is refused once, and then obeyed', async () => {
  await using client = github.connect();
  const view = client.forTokens();
  await view.request(labels, storefront, urgent);
  github.rest.budgets.set(payer, 'core', { used: 5_000 });
  const asked = [2, 3, 4].map((page) =>
    view.request(labels, { ...storefront, page }, { ...urgent, deadlineMs: 2_000 }),
  );
  for (const outcome of await Promise.allSettled(asked)) expect(outcome.status).toBe('rejected');
  await expect(
    view.request(labels, { ...storefront, page: 5 }, { ...urgent, deadlineMs: 500 }),
  ).rejects.toThrow();
  expect(sent().length).toBeLessThanOrEqual(4);
});

test('5 % 5xx, 1 % resets, 1 % without answer: every read ends well or in an error of its kind, in time', async () => {
  github.rest.faults.add({ fault: { kind: 'status', status: 502 }, probability: 0.05, seed: 1 });
  github.rest.faults.add({ fault: { kind: 'reset' }, probability: 0.01, seed: 2 });
  github.rest.faults.add({ fault: { kind: 'timeout' }, probability: 0.01, seed: 3 });
  await using client = github.connect({ timeoutMs: 300 });
  const view = client.forTokens();
  const deadlineMs = 8_000;
  const outcomes = await Promise.all(
    Array.from({ length: 600 }, async (_, page) => {
      const started = performance.now();
      const outcome: unknown = await view
        .request(labels, { ...storefront, page: page + 1 }, { ...urgent, deadlineMs })
        .catch((thrown: unknown) => thrown);
      return { outcome, ms: performance.now() - started };
    }),
  );
  const failed = outcomes.filter(({ outcome }) => outcome instanceof Error);
  for (const { outcome } of failed) expect(outcome).toBeInstanceOf(GitHubError);
  expect(failed.length).toBeLessThan(6);
  expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(deadlineMs + 500);
});

describe('a fleet over Redis', () => {
  test('no member calls a credential that GitHub closed to one of them; other credentials go on', async () => {
    await using server = await startTestRedis();
    await using one = await joinFleet(github, server.url, { name: 'one' });
    await using two = await joinFleet(github, server.url, { name: 'two' });
    await two.client.forTokens().request(labels, storefront, urgent);
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 2 }, count: 1, payer });
    const closed = one.client.forTokens().request(labels, { ...storefront, page: 2 }, urgent);
    await waitFor('the refusal', async () => {
      const budgets = await two.client.budgets();
      return budgets.some(({ closedUntil }) => closedUntil > Date.now());
    });
    const refusedAt = Date.parse(github.rest.log.list({ status: 403 })[0]?.at ?? '');
    const waiting = Array.from({ length: 20 }, (_, n) =>
      two.client.forTokens().request(labels, { ...storefront, page: n + 3 }, urgent),
    );
    const other = await two.client.forInstallation(github.installationId).request(labels, storefront, urgent);
    expect(other.status).toBe(200);
    await Promise.all([closed, ...waiting]);
    const times = github.rest.log.list({ payer }).map(({ at }) => Date.parse(at));
    const after = times.filter((at) => at > refusedAt);
    expect(after).toHaveLength(21);
    expect(Math.min(...after) - refusedAt).toBeGreaterThanOrEqual(1_990);
  });

  test('each request takes one step in Redis before it and one after it', async () => {
    await using server = await startTestRedis();
    await using member = await joinFleet(github, server.url, { name: 'one' });
    const view = member.client.forTokens();
    await view.request(labels, storefront, urgent);
    const steps = async () => {
      const stats = await member.redis.info('commandstats');
      return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1]);
    };
    const before = await steps();
    for (let page = 2; page < 12; page++) await view.request(labels, { ...storefront, page }, urgent);
    expect((await steps()) - before).toBe(20);
    const stats = await member.redis.info('commandstats');
    expect(stats).not.toMatch(/cmdstat_get:/);
  });

  test('a member goes on with its part while Redis is away, and is no richer when it is back', async () => {
    const port = await freePort();
    const server = await startTestRedis({ port });
    const url = `redis://127.0.0.1:${port}`;
    await using one = await joinFleet(github, url, { name: 'one', strategy: 'conservative' });
    await using two = await joinFleet(github, url, { name: 'two', strategy: 'conservative' });
    github.rest.budgets.set(payer, 'core', { used: 4_100 });
    for (const { client } of [two, one]) await client.forTokens().request(labels, storefront, urgent);

    await server[Symbol.asyncDispose]();
    const urgently = await one.client.forTokens().request(labels, { ...storefront, page: 2 }, urgent);
    expect(urgently.status).toBe(200);
    expect(one.told).toEqual(['away']);
    const low = { priority: 'low', deadlineMs: 3_000 } as const;
    await expect(
      one.client.forTokens().request(labels, { ...storefront, page: 3 }, low),
      'low priorities had no room before, and have none now',
    ).rejects.toBeInstanceOf(GitHubRateLimitError);

    await using _again = await startTestRedis({ port });
    await waitFor('Redis', () => one.redis.status === 'ready' && two.redis.status === 'ready');
    await waitFor('the budget in Redis', async () => {
      await one.client.forTokens().request(labels, { ...storefront, page: 4 }, urgent);
      return one.told.includes('back');
    });
    for (const { client } of [one, two]) {
      await expect(
        client.forTokens().request(labels, { ...storefront, page: 5 }, low),
        'Redis has forgotten everything, its members have not',
      ).rejects.toBeInstanceOf(GitHubRateLimitError);
    }
    expect(github.rest.log.list({ status: 403 })).toEqual([]);
  });

  test('what GitHub closed stays closed when Redis is wiped', async () => {
    await using server = await startTestRedis();
    await using member = await joinFleet(github, server.url, { name: 'one' });
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 60 }, count: 1 });
    const view = member.client.forTokens();
    const soon = { ...urgent, deadlineMs: 1_000 };
    await expect(view.request(labels, storefront, soon)).rejects.toBeInstanceOf(GitHubRateLimitError);
    await member.redis.flushall();
    await expect(view.request(labels, storefront, soon)).rejects.toBeInstanceOf(GitHubRateLimitError);
    expect(sent()).toHaveLength(1);
  });

  test('a Redis that hangs is not waited for', async () => {
    await using server = await startTestRedis();
    await using member = await joinFleet(github, server.url, { name: 'one' });
    await using saboteur = await joinFleet(github, server.url, { name: 'two' });
    const view = member.client.forTokens();
    await view.request(labels, storefront, urgent);
    const busy = `local from = redis.call('TIME')[1] while redis.call('TIME')[1] - from < 4 do end return 1`;
    saboteur.redis.eval(busy, 0).catch(() => {});
    const started = performance.now();
    for (let page = 2; page < 7; page++) await view.request(labels, { ...storefront, page }, urgent);
    expect(performance.now() - started).toBeLessThan(2_500);
  });
});
