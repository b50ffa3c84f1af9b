import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Settlement } from '../src/budget/budget.ts';
import { createBudget } from '../src/budget/create-budget.ts';
import { createLocalBudgetStore } from '../src/budget/create-local-budget-store.ts';
import { createPolicy } from '../src/budget/policy.ts';
import { GitHubError, GitHubRateLimitError } from '../src/errors.ts';
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
  test('is waited out, and the request is sent again', async () => {
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
    const requested = client.forTokens().request(labels, storefront, { ...urgent, deadlineMs: 1_000 });
    const error: unknown = await requested.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GitHubRateLimitError);
    expect(error).toMatchObject({ kind: 'secondary' });
    const resetAt = error instanceof GitHubRateLimitError ? error.resetAt.getTime() : 0;
    expect(resetAt - Date.now()).toBeGreaterThan(closedMs - 2_000);
    expect(resetAt - Date.now()).toBeLessThanOrEqual(closedMs);
    expect(sent()).toHaveLength(1);
  });

  const said = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const html = (text: string, head = '') =>
    `<html><head><title>Rate limit &middot; GitHub</title>${head}</head><body><h1>Whoa there!</h1><p>${text}</p></body></html>`;
  const json = (message: string) => JSON.stringify({ message, documentation_url: 'https://docs.github.com' });

  test.each<[string, { status: number; body: string; headers?: Record<string, string> }]>([
    ['the words of JSON', { status: 403, body: json(said), headers: { 'content-type': 'application/json' } }],
    [
      'a page of HTML',
      { status: 403, body: html(said), headers: { 'content-type': 'text/html; charset=utf-8' } },
    ],
    [
      'a page behind a long style sheet',
      { status: 403, body: html(said, `<style>${'p{margin:0}'.repeat(2_000)}</style>`) },
    ],
    [
      'a page behind a long text',
      { status: 403, body: html(`${'Hold on. '.repeat(100)}${said.toUpperCase()}`) },
    ],
    [
      'a page that names abuse',
      { status: 403, body: html('You have triggered an abuse detection mechanism.') },
    ],
    ['a plain text', { status: 403, body: said, headers: { 'content-type': 'text/plain' } }],
    ['429 without a body', { status: 429, body: '' }],
    ['429 with a page of a proxy', { status: 429, body: '<html><body>429 Too Many Requests</body></html>' }],
    ['403 with the title of 429', { status: 403, body: '<html><title>Too many requests</title></html>' }],
  ])(
    'of a secondary limit without its headers is detected by %s, and closes for a minute',
    async (_, answer) => {
      github.rest.faults.add({ fault: { kind: 'answer', ...answer } });
      await using client = github.connect();
      const requested = client.forTokens().request(labels, storefront, { ...urgent, deadlineMs: 1_000 });
      const error: unknown = await requested.catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'GitHubRateLimitError', kind: 'secondary' });
      const resetAt = error instanceof GitHubRateLimitError ? error.resetAt.getTime() : 0;
      expect(resetAt - Date.now()).toBeGreaterThan(30_000);
      expect(sent()).toHaveLength(1);
    },
  );

  test.each<[string, { status: number; body: string }]>([
    ['a missing permission', { status: 403, body: json('Resource not accessible by integration') }],
    ['a page of a proxy', { status: 403, body: '<html><body>Access denied by policy.</body></html>' }],
    [
      'a style sheet that contains its words',
      {
        status: 403,
        body: html('Forbidden', '<style>/* abuse detection */</style>').replace('Rate limit', ''),
      },
    ],
    ['a report of abuse', { status: 403, body: json('This user was blocked after a report of abuse.') }],
    ['an empty page', { status: 403, body: '' }],
  ])('%s is not a limit, and closes nothing', async (_, answer) => {
    const id = github.rest.faults.add({ fault: { kind: 'answer', ...answer }, path: '/labels' });
    await using client = github.connect();
    const requested = client.forTokens().request(labels, storefront, { ...urgent, deadlineMs: 10_000 });
    await expect(requested).rejects.toMatchObject({ name: 'GitHubPermissionError' });
    github.rest.faults.remove(id);
    const again = await client.forTokens().request(labels, storefront, { ...urgent, deadlineMs: 10_000 });
    expect(again.status).toBe(200);
  });

  test.each([
    ['of three seconds ago', -3],
    ['of now', 0],
    ['of an hour ago', -3_600],
    ['of 1970', null],
    ['in a second', 1],
    ['of yesterday', -86_400],
  ])(
    'of a primary limit whose reset is %s is retried soon, and a limited number of times',
    async (_, seconds) => {
      const reset = seconds === null ? 0 : Math.floor(Date.now() / 1_000) + seconds;
      const headers = {
        'content-type': 'application/json',
        ...{ 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-used': '5000' },
        ...{ 'x-ratelimit-reset': `${reset}`, 'x-ratelimit-resource': 'core' },
      };
      const body = json('API rate limit exceeded for installation ID 1.');
      github.rest.faults.add({
        fault: { kind: 'answer', status: 403, body, headers },
        path: '/labels',
        count: 2,
      });
      await using client = github.connect();
      const requested = client.forTokens().request(labels, storefront, { ...urgent, deadlineMs: 50_000 });
      expect((await requested).status).toBe(200);
      expect(sent()).toHaveLength(3);
    },
  );

  test('of a write does not lose it: GitHub did nothing, so it is sent again', async () => {
    github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 1 }, method: 'POST', count: 1 });
    await using client = github.connect();
    const label = { ...storefront, name: 'once', color: 'ffffff' };
    const { status } = await client.forTokens().request('POST /repos/{owner}/{repo}/labels', label, urgent);
    expect(status).toBe(201);
    expect(sent().map((request) => request.status)).toEqual([403, 201]);
  });
});

test('an exhausted primary limit is known from the headers, and nothing more is sent until the reset', async () => {
  github.rest.budgets.set(payer, 'core', { used: 4_999 });
  await using client = github.connect();
  const view = client.forTokens();
  await view.request(labels, storefront, urgent);
  const requested = view.request(labels, { ...storefront, page: 2 }, { ...urgent, deadlineMs: 2_000 });
  await expect(requested).rejects.toMatchObject({ code: 'github_rate_limit', kind: 'primary', status: null });
  expect(sent()).toHaveLength(1);
});

test('a write ends at its deadline, even if others wait before it', async () => {
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
  const waiting = add('one', { signal: stop.signal });
  const started = performance.now();
  await expect(add('two', { deadlineMs: 200 })).rejects.toMatchObject({ code: 'github_rate_limit' });
  expect(performance.now() - started).toBeLessThan(1_000);
  stop.abort();
  await expect(waiting).rejects.toThrow('aborted');
  expect(github.rest.log.list({ method: 'POST' })).toEqual([]);
});

test('a query is settled with its cost: no usage is attributed to other clients', async () => {
  const settlements: Settlement[] = [];
  const policy = createPolicy({ strategy: 'aggressive' });
  const budget = createBudget({ store: createLocalBudgetStore(), policy });
  await using client = github.connect({
    budget: {
      ...budget,
      async settle(settlement) {
        settlements.push(settlement);
        await budget.settle(settlement);
      },
    },
  });
  const view = client.forTokens();
  const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) {
    issues(first: 100) { nodes { labels(first: 100) { nodes { name } } comments(first: 100) { nodes { id } } } } } }`;
  const { data } = await view.graphql<object>(query, storefront, urgent);
  expect(Object.keys(data)).toEqual(['repository']);
  const [state] = await client.budgets();
  const { used } = github.rest.budgets.of(payer, 'graphql');
  expect(used).toBeGreaterThan(1);
  expect(state).toMatchObject({ resource: 'graphql', used, strangersRate: 0 });
  const [settled] = settlements;
  expect(settled).toMatchObject({ cost: used });
});

test('a clock that is set back by an hour blocks nothing, not even after failures', async () => {
  await using client = github.connect({ breaker: { failures: 3, openMs: 200 }, retryCount: 0 });
  const view = client.forTokens();
  await view.request(labels, storefront, urgent);
  github.rest.faults.add({ fault: { kind: 'status', status: 502 }, count: 3 });
  for (const repo of ['storefront', 'handbook', 'forecast']) {
    await expect(view.request(labels, { ...storefront, repo, page: 2 }, urgent)).rejects.toThrow();
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
  try {
    const started = performance.now();
    await setTimeout(250);
    for (const [nth, priority] of (['critical', 'high', 'normal', 'low'] as const).entries()) {
      const requested = view.request(
        labels,
        { ...storefront, page: nth + 4 },
        { priority, deadlineMs: 5_000 },
      );
      expect((await requested).status).toBe(200);
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  } finally {
    vi.useRealTimers();
  }
});

test('a limit that another client exhausted is refused once, and then respected', async () => {
  await using client = github.connect();
  const view = client.forTokens();
  await view.request(labels, storefront, urgent);
  github.rest.budgets.set(payer, 'core', { used: 5_000 });
  const requested = [2, 3, 4].map((page) =>
    view.request(labels, { ...storefront, page }, { ...urgent, deadlineMs: 2_000 }),
  );
  for (const outcome of await Promise.allSettled(requested)) expect(outcome.status).toBe('rejected');
  await expect(
    view.request(labels, { ...storefront, page: 5 }, { ...urgent, deadlineMs: 500 }),
  ).rejects.toThrow();
  expect(sent().length).toBeLessThanOrEqual(4);
});

test('5 % 5xx, 1 % resets, 1 % without a response: every read succeeds or fails with the matching error, in time', async () => {
  github.rest.faults.add({ fault: { kind: 'status', status: 502 }, probability: 0.05, seed: 1 });
  github.rest.faults.add({ fault: { kind: 'reset' }, probability: 0.01, seed: 2 });
  github.rest.faults.add({ fault: { kind: 'timeout' }, probability: 0.01, seed: 3 });
  // GitHub runs in this process, too, and few concurrent requests get their responses in time on any machine. If all of
  // them stall, requests must not be paused.
  await using client = github.connect({ timeoutMs: 3_000, breaker: { failures: 600, openMs: 10_000 } });
  const view = client.forTokens();
  const deadlineMs = 30_000;
  const outcomes: { outcome: unknown; ms: number }[] = [];
  const pages = Array.from({ length: 600 }, (_, n) => n + 1).values();
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (const page of pages) {
        const started = performance.now();
        const outcome: unknown = await view
          .request(labels, { ...storefront, page }, { ...urgent, deadlineMs })
          .catch((thrown: unknown) => thrown);
        outcomes.push({ outcome, ms: performance.now() - started });
      }
    }),
  );
  expect(outcomes).toHaveLength(600);
  const failed = outcomes.filter(({ outcome }) => outcome instanceof Error);
  for (const { outcome } of failed) expect(outcome).toBeInstanceOf(GitHubError);
  expect(failed.length).toBeLessThan(6);
  expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(deadlineMs + 2_000);
});
