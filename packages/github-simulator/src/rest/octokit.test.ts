import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { throttling } from '@octokit/plugin-throttling';
import { createNodeMiddleware, createProbot } from 'probot';
import { expect, test } from 'vitest';
import { history } from '../scenario/history.ts';
import { resolveRepository } from '../world/lookup.ts';
import { serveRest } from './serve-rest.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const names = { owner: 'demo-org', repo: 'storefront' };

test('paginate of Octokit returns every issue once, at any page size', async () => {
  await using running = await serveRest();
  const { simulator, rest, url } = running;
  for (let n = 1; n <= 57; n++) simulator.commands.openIssue({ ...ada, title: `Issue ${n}` });
  const Paginating = Octokit.plugin(paginateRest);
  const auth = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const octokit = new Paginating({ baseUrl: url, auth });
  for (const per_page of [1, 10, 30, 100]) {
    const issues = await octokit.paginate('GET /repos/{owner}/{repo}/issues', { ...names, per_page });
    expect(issues.map(({ number }) => number)).toEqual(Array.from({ length: 57 }, (_, n) => 57 - n));
  }
});

test('auth-app of Octokit finds its installation, mints a token and reads with it', async () => {
  await using running = await serveRest();
  const { simulator, rest, url } = running;
  const installation = simulator.commands.install({ by: 'ada-okafor' }).value;
  const app = { appId: simulator.app.id, privateKey: rest.appKey.privateKey };
  const asApp = new Octokit({ baseUrl: url, authStrategy: createAppAuth, auth: app });
  const found = await asApp.request('GET /repos/{owner}/{repo}/installation', names);
  expect(found.data.id).toBe(installation.id);
  const asInstallation = new Octokit({
    baseUrl: url,
    authStrategy: createAppAuth,
    auth: { ...app, installationId: installation.id },
  });
  const { data, headers } = await asInstallation.request('GET /repos/{owner}/{repo}', names);
  expect(data.full_name).toBe('demo-org/storefront');
  expect(headers['x-ratelimit-used']).toBe('1');
  const minted = rest.log.list({ route: 'POST /app/installations/:installation_id/access_tokens' });
  expect(minted).toHaveLength(1);
});

test('plugin-throttling of Octokit waits for Retry-After, and then succeeds', async () => {
  await using running = await serveRest();
  const { rest, url } = running;
  const Throttled = Octokit.plugin(throttling);
  const waits: number[] = [];
  const onLimit = (retryAfter: number) => waits.push(retryAfter) < 3;
  const octokit = new Throttled({
    baseUrl: url,
    auth: rest.credentials.createPersonalToken({ login: 'ada-okafor' }),
    throttle: { onRateLimit: onLimit, onSecondaryRateLimit: onLimit },
  });
  rest.faults.add({ fault: { kind: 'abuse', retryAfter: 1 }, path: '/storefront$', count: 1 });
  const { status } = await octokit.request('GET /repos/{owner}/{repo}', names);
  expect(status).toBe(200);
  expect(waits).toEqual([1]);
  expect(rest.log.list().map((request) => request.status)).toEqual([403, 200]);
});

test('Octokit reads every kind of object of an active organisation', async () => {
  await using running = await serveRest();
  const { simulator, rest, url } = running;
  for (const _ of history(simulator));
  const Paginating = Octokit.plugin(paginateRest);
  const auth = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const octokit = new Paginating({ baseUrl: url, auth });
  const { world } = simulator;
  const repositories = await octokit.paginate('GET /orgs/{org}/repos', { org: 'demo-org', per_page: 2 });
  expect(repositories).toHaveLength(world.repositories.size);
  for (const { name: repo } of repositories) {
    const repository = resolveRepository(world, 'demo-org', repo)?.repository ?? expect.fail();
    const of = { owner: 'demo-org', repo, per_page: 7 } as const;
    const pulls = await octokit.paginate('GET /repos/{owner}/{repo}/pulls', { ...of, state: 'all' });
    expect(pulls).toHaveLength(repository.pullRequests.size);
    const runs = await octokit.paginate('GET /repos/{owner}/{repo}/actions/runs', of);
    expect(runs.map(({ id }) => id).toSorted()).toEqual([...repository.runs.keys()].toSorted());
    const releases = await octokit.paginate('GET /repos/{owner}/{repo}/releases', of);
    expect(releases).toHaveLength(repository.releases.size);
    const branches = await octokit.paginate('GET /repos/{owner}/{repo}/branches', of);
    expect(branches.map(({ commit }) => commit.sha).toSorted()).toEqual(
      [...repository.branches.values()].map(({ head }) => head.sha).toSorted(),
    );
    const commits = await octokit.paginate('GET /repos/{owner}/{repo}/commits', of);
    const [head] = await octokit
      .request('GET /repos/{owner}/{repo}/commits', { ...of, per_page: 1 })
      .then(({ data }) => data);
    expect(head?.sha).toBe(repository.branches.get('main')?.head.sha);
    expect(new Set(commits.map(({ sha }) => sha)).size).toBe(repository.branches.get('main')?.commits.length);
    const labels = await octokit.paginate('GET /repos/{owner}/{repo}/labels', of);
    expect(labels).toHaveLength(repository.labels.size);
  }
});

test('Probot accepts the deliveries and their signatures', async () => {
  const secret = 'a secret that both sides know';
  const probot = createProbot({ overrides: { secret, githubToken: 'unused', logLevel: 'fatal' } });
  const taken: string[] = [];
  const middleware = await createNodeMiddleware(
    (app) =>
      app.onAny(
        ({ name, payload }) => void taken.push('action' in payload ? `${name}.${payload.action}` : name),
      ),
    { probot, webhooksPath: '/hooks' },
  );
  const receiver = createServer(middleware).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  await using running = await serveRest({
    webhookUrl: `http://127.0.0.1:${port}/hooks`,
    webhookSecret: secret,
  });
  const { commands } = running.simulator;
  const deliveries = [
    ...commands.install({ by: 'ada-okafor' }).deliveries,
    ...commands.openIssue({ ...ada, title: 'For Probot' }).deliveries,
    ...commands.push({ ...ada, branch: 'main', commits: [{ message: 'One' }] }).deliveries.slice(0, 1),
  ];
  for (const delivery of deliveries) {
    expect(await running.deliverer.deliver(delivery)).toMatchObject({ status_code: 200 });
  }
  expect(taken).toEqual(['installation.created', 'issues.opened', 'push']);
  receiver.close();
});
