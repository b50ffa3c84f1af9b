import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { expect, test } from 'vitest';
import type { FaultRule } from './faults.ts';
import { serveRest } from './serve-rest.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const of = { owner: 'demo-org', repo: 'storefront' };
const hour = 3_600_000;

async function serve(options: Parameters<typeof serveRest>[0] = {}) {
  const running = await serveRest({ webhookUrl: 'http://127.0.0.1:1', ...options });
  const { rest, simulator, url } = running;
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const get = (path: string) => fetch(url + path, { headers: { authorization: `token ${token}` } });
  const octokit = new (Octokit.plugin(paginateRest))({ baseUrl: url, auth: token });
  const silent = { warn: () => {}, info: () => {}, debug: () => {}, error: () => {} };
  const app = new Octokit({
    baseUrl: url,
    log: silent,
    authStrategy: createAppAuth,
    auth: { appId: simulator.app.id, privateKey: rest.appKey.privateKey, log: silent },
  });
  return { ...running, get, octokit, app, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

test.each([500, 502, 503, 504] as const)('a status of %i has the response of GitHub', async (status) => {
  await using github = await serve();
  github.rest.faults.add({ fault: { kind: 'status', status }, count: 1 });
  const answer = await github.get('/repos/demo-org/storefront');
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(status === 503 ? /^<html>/ : /^{"message":/);
});

test('latencies are added, and followed by the usual response', async () => {
  await using github = await serve();
  github.rest.faults.add({ fault: { kind: 'latency', ms: 30 } });
  github.rest.faults.add({ fault: { kind: 'latency', ms: 30 }, method: 'GET' });
  expect((await github.get('/repos/demo-org/storefront')).status).toBe(200);
  const [request] = github.rest.log.list();
  expect(request?.durationMs).toBeGreaterThan(55);
  expect(request?.fault).toBe('latency latency');
});

test('a list that changes while it is read loses one object between two pages, and repeats another', async () => {
  await using github = await serve();
  const { octokit, rest, simulator } = github;
  for (let n = 1; n <= 6; n++) simulator.commands.openIssue({ ...ada, title: `${n}` });
  const closing: FaultRule['fault'] = {
    kind: 'changes',
    command: 'closeIssue',
    input: { ...ada, number: 6, reason: 'completed' },
  };
  rest.faults.add({ fault: closing, path: '/issues', count: 1 });
  const read = async () => {
    const issues = await octokit.paginate('GET /repos/{owner}/{repo}/issues', { ...of, per_page: 2 });
    return issues.map(({ number }) => number);
  };
  // After [6, 5], 6 is closed: the second page starts with 3.
  expect(await read()).toEqual([6, 5, 3, 2, 1]);
  const opening: FaultRule['fault'] = {
    kind: 'changes',
    command: 'openIssue',
    input: { ...ada, title: 'While it is read' },
  };
  rest.faults.add({ fault: opening, path: '/issues', count: 1 });
  // After [5, 4], 7 is opened: 4 is repeated.
  expect(await read()).toEqual([5, 4, 4, 3, 2, 1]);
});

test('a change sends its deliveries; one that fails is logged, and does not affect the response', async () => {
  await using github = await serve();
  const { deliverer, get, rest, simulator } = github;
  simulator.commands.install({ by: 'ada-okafor' });
  rest.faults.add({ fault: { kind: 'changes', command: 'star', input: ada } });
  expect((await get('/repos/demo-org/storefront')).status).toBe(200);
  await expect.poll(() => deliverer.records()).toMatchObject([{ event: 'star', action: 'created' }]);
  expect((await get('/repos/demo-org/storefront')).status).toBe(200);
  expect(rest.log.list().map(({ fault }) => fault)).toEqual([
    'changes',
    expect.stringMatching(/^changes: .*has starred/),
  ]);
});

test('with clock skew, date, resets and the expiry of tokens are shifted, and nothing else', async () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now });
  const { get, rest, simulator } = github;
  rest.faults.add({ fault: { kind: 'skew', ms: 2 * hour }, path: '/storefront$|/rate_limit' });
  const resetsOf = async (path: string) => {
    const { headers } = await get(path);
    return [Date.parse(headers.get('date') ?? ''), Number(headers.get('x-ratelimit-reset')) * 1_000];
  };
  expect(await resetsOf('/repos/demo-org/storefront')).toEqual([now + 2 * hour, now + 3 * hour]);
  expect(await resetsOf('/repos/demo-org/handbook')).toEqual([now, now + hour]);
  const { resources } = JSON.parse(await (await get('/rate_limit')).text());
  expect(resources.core.reset * 1_000).toBe(now + 3 * hour);
  expect(simulator.world.time.ms()).toBe(now);
});

test('Octokit signs again with the clock of a GitHub that is behind; its token still lasts an hour', async () => {
  await using github = await serve();
  const { app, rest, simulator } = github;
  const { id: installation_id } = simulator.commands.install({ by: 'ada-okafor' }).value;
  rest.faults.add({ fault: { kind: 'skew', ms: -hour } });
  const { data } = await app.request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id,
  });
  expect(rest.log.list().map(({ status }) => status)).toEqual([401, 201]);
  const endsIn = Date.parse(data.expires_at) - Date.now();
  expect(Math.abs(endsIn)).toBeLessThan(10_000);
  rest.faults.clear();
  const octokit = new Octokit({ baseUrl: github.url, auth: data.token });
  simulator.shiftTime(hour - 60_000);
  expect((await octokit.request('GET /repos/{owner}/{repo}', of)).status).toBe(200);
  simulator.shiftTime(hour + 1_000);
  await expect(octokit.request('GET /repos/{owner}/{repo}', of)).rejects.toMatchObject({ status: 401 });
});

test('the abuse limit is sent with or without Retry-After', async () => {
  await using github = await serve();
  const { get, rest } = github;
  rest.faults.add({ fault: { kind: 'abuse' }, count: 1 });
  rest.faults.add({ fault: { kind: 'abuse', status: 429, retryAfter: 7 }, method: 'GET' });
  const first = await get('/user');
  expect([first.status, first.headers.get('retry-after')]).toEqual([403, null]);
  const second = await get('/user');
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '7']);
  expect(rest.log.list().map(({ limited }) => limited)).toEqual(['abuse', 'abuse']);
});
