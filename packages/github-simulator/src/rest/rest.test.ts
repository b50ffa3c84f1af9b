import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { findRepository } from '../world/lookup.ts';
import { serveRest } from './serve-rest.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const storefront = '/repos/demo-org/storefront';

/** A simulator with a classic token of a member, and requests made with it. */
async function serve(options: Parameters<typeof serveRest>[0] = {}) {
  const running = await serveRest(options);
  const token = running.rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(running.url + path, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  return { ...running, token, get, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

/** A JWT signed by an App: valid for ten minutes. */
function signAppJwt(appId: number, privateKey: string): Promise<string> {
  const seconds = Math.floor(Date.now() / 1_000);
  return new SignJWT({ iat: seconds - 60, exp: seconds + 540, iss: `${appId}` })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(privateKey));
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test('a response has the headers of GitHub: remaining limit, owner of the token, and request id', async () => {
  await using github = await serve();
  const first = await github.get(storefront);
  const { headers } = await github.get(storefront);
  expect(headers.get('x-ratelimit-limit')).toBe('5000');
  expect(headers.get('x-ratelimit-remaining')).toBe('4998');
  expect(headers.get('x-ratelimit-used')).toBe('2');
  expect(headers.get('x-ratelimit-resource')).toBe('core');
  expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1_000 + 3_590);
  expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F]+(:[0-9A-F]+){4}$/);
  expect(headers.get('x-github-request-id')).not.toBe(first.headers.get('x-github-request-id'));
  expect(headers.get('x-oauth-scopes')).toBe('repo, admin:org, admin:repo_hook, admin:org_hook');
});

test('a 304 is free, belongs to one token, and ends when the object changes', async () => {
  await using github = await serve();
  const first = await github.get(storefront);
  const etag = first.headers.get('etag') ?? '';
  const head = await fetch(github.url + storefront, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${github.token}`, 'if-none-match': etag },
  });
  expect([head.status, head.headers.get('etag')]).toEqual([304, etag]);
  const again = await github.get(storefront, { 'if-none-match': etag });
  expect(again).toMatchObject({ status: 304, text: '' });
  expect(again.headers.get('x-ratelimit-used')).toBe('1');
  const other = github.rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const headers = { 'if-none-match': etag, authorization: `token ${other}` };
  expect((await github.get(storefront, headers)).status).toBe(200);
  github.simulator.commands.star(ada);
  expect((await github.get(storefront, { 'if-none-match': etag })).status).toBe(200);
  expect(github.rest.log.list().map(({ status, cost }) => [status, cost])).toEqual([
    [200, 1],
    [304, 0],
    [304, 0],
    [200, 1],
    [200, 1],
  ]);
});

test('a bad, expired or revoked token is 401; without a token only public data is accessible', async () => {
  await using github = await serve();
  const { simulator, rest } = github;
  simulator.commands.createRepository({ ...ada, repository: 'hidden', private: true });
  const with_ = (authorization: string) => github.get('/repos/demo-org/hidden', { authorization });
  expect(await with_('Bearer ghp_unknown')).toMatchObject({
    status: 401,
    json: { message: 'Bad credentials' },
  });
  const expired = rest.credentials.createPersonalToken({ login: 'ada-okafor', expiresAt: Date.now() - 1 });
  expect(await with_(`Bearer ${expired}`)).toMatchObject({ status: 401 });
  expect((await github.get('/repos/demo-org/hidden')).status).toBe(200);
  const anonymous = await fetch(`${github.url}/repos/demo-org/hidden`);
  expect(anonymous.status).toBe(404);
  expect(anonymous.headers.get('x-ratelimit-limit')).toBe('60');
  expect((await fetch(github.url + storefront)).status).toBe(200);
});

test('an installation token is valid for an hour, and has the granted permissions', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now });
  const { value: installation } = github.simulator.commands.install({ by: 'ada-okafor' });
  const { token, expiresAt } = github.rest.credentials.mintInstallationToken(installation, {
    permissions: { contents: 'read' },
  });
  expect(token).toMatch(/^ghs_[\w.-]{500,}$/);
  const headers = { authorization: `token ${token}` };
  expect((await github.get(`${storefront}/commits`, headers)).status).toBe(200);
  const refused = await github.get(`${storefront}/issues`, headers);
  expect(refused).toMatchObject({ status: 403, json: { message: 'Resource not accessible by integration' } });
  expect(refused.headers.get('x-accepted-github-permissions')).toBe('issues=read');
  now = expiresAt.getTime();
  expect((await github.get(`${storefront}/commits`, headers)).status).toBe(401);
});

test('an exhausted limit is 403 until its reset; a 304 and /rate_limit are still free before', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now });
  const etag = (await github.get(storefront)).headers.get('etag') ?? '';
  const payer = github.rest.log.list()[0]?.payer ?? '';
  github.rest.budgets.set(payer, 'core', { used: 4_999 });
  expect((await github.get(storefront, { 'if-none-match': etag })).status).toBe(304);
  expect((await github.get(storefront)).headers.get('x-ratelimit-remaining')).toBe('0');
  const refused = await github.get(storefront);
  expect(refused).toMatchObject({
    status: 403,
    json: { message: expect.stringContaining('API rate limit exceeded') },
  });
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
  const { json } = await github.get('/rate_limit');
  expect(json.resources.core).toMatchObject({ limit: 5_000, used: 5_000, remaining: 0 });
  now = json.resources.core.reset * 1_000;
  expect((await github.get(storefront)).headers.get('x-ratelimit-used')).toBe('1');
});

test('the tokens of one installation share its budget', async () => {
  await using github = await serve();
  const { value: installation } = github.simulator.commands.install({ by: 'ada-okafor' });
  const used: (string | null)[] = [];
  for (let n = 0; n < 2; n++) {
    const { token } = github.rest.credentials.mintInstallationToken(installation);
    const { headers } = await github.get(storefront, { authorization: `token ${token}` });
    used.push(headers.get('x-ratelimit-used'));
  }
  expect(used).toEqual(['1', '2']);
});

test('more than 900 points per minute of one endpoint are refused; another endpoint and minute are not', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now, refusals: { status: 429, retryAfter: 60 } });
  for (let n = 0; n < 900; n++) await github.get(`${storefront}/labels?per_page=1`);
  const refused = await github.get(`${storefront}/labels`);
  expect(refused).toMatchObject({
    status: 429,
    json: { message: expect.stringContaining('secondary rate limit') },
  });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await github.get(`${storefront}/branches`)).status).toBe(200);
  now += 60_000;
  expect((await github.get(`${storefront}/labels`)).status).toBe(200);
});

test('no more than 100 requests of one payer run at once', async () => {
  await using github = await serve({ secondaryLimits: { concurrent: 5 } });
  github.rest.faults.add({ fault: { kind: 'latency', ms: 50 } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => github.get(storefront)));
  const refused = github.rest.log.list().filter(({ limited }) => limited === 'concurrency');
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
  expect(refused.length).toBeGreaterThan(0);
});

test('faults: statuses, truncated bodies, missing responses and lag apply by rule, up to their count', async () => {
  await using github = await serve();
  const { faults, log } = github.rest;
  faults.add({ fault: { kind: 'status', status: 502 }, path: '/labels', count: 1 });
  expect((await github.get(`${storefront}/labels`)).status).toBe(502);
  expect((await github.get(`${storefront}/labels`)).status).toBe(200);
  faults.add({ fault: { kind: 'truncated' }, path: '/branches', count: 1 });
  expect(await github.get(`${storefront}/branches`)).toMatchObject({ status: 200, json: undefined });
  faults.add({ fault: { kind: 'reset' }, path: '/branches', count: 1 });
  await expect(github.get(`${storefront}/branches`)).rejects.toThrow();
  faults.add({ fault: { kind: 'timeout' }, path: '/branches', count: 1 });
  const signal = AbortSignal.timeout(100);
  await expect(fetch(`${github.url}${storefront}/branches`, { signal })).rejects.toThrow();
  const { value: issue } = github.simulator.commands.openIssue({ ...ada, title: 'Old' });
  const path = `${storefront}/issues/${issue.number}`;
  faults.add({ fault: { kind: 'stale' }, path: `/issues/${issue.number}$`, count: 1 });
  expect((await github.get(path)).status).toBe(404);
  await github.get(path);
  github.simulator.commands.editIssue({ ...ada, number: issue.number, title: 'New' });
  faults.add({ fault: { kind: 'stale' }, path: `/issues/${issue.number}$`, count: 1 });
  expect((await github.get(path)).json.title).toBe('Old');
  expect((await github.get(path)).json.title).toBe('New');
  const spoilt = log.list().filter(({ fault }) => fault !== null);
  expect(spoilt.map(({ fault, status }) => `${fault} ${status}`)).toEqual([
    'status 502',
    'truncated 200',
    'reset 0',
    'timeout 0',
    'stale 404',
    'stale 200',
  ]);
});

test('a fault with a probability selects the same requests for the same seed', async () => {
  const patterns: string[] = [];
  for (let n = 0; n < 2; n++) {
    await using github = await serve();
    github.rest.faults.add({ fault: { kind: 'status', status: 500 }, probability: 0.3, seed: 9 });
    for (let request = 0; request < 40; request++) await github.get(storefront);
    patterns.push(
      github.rest.log
        .list()
        .map(({ fault }) => (fault === null ? '.' : 'x'))
        .join(''),
    );
  }
  expect(patterns[0]).toBe(patterns[1]);
  expect(patterns[0]).toMatch(/x.*\..*x/);
});

test('pages: at most 100, Link with the id of the repository, filters kept', async () => {
  await using github = await serve();
  for (let n = 0; n < 120; n++) github.simulator.commands.openIssue({ ...ada, title: `${n}` });
  const { json, headers } = await github.get(`${storefront}/issues?per_page=500&state=all`);
  expect(json).toHaveLength(100);
  const { id } = findRepository(github.simulator.world, 'storefront');
  const target = `${github.url}/repositories/${id}/issues?per_page=500&state=all&page=2`;
  expect(headers.get('link')).toBe(`<${target}>; rel="next", <${target}>; rel="last"`);
  expect((await github.get(target.replace(github.url, ''))).json).toHaveLength(20);
});

test('issues are filtered by time of change, state, label and person, and sorted as requested', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now });
  const { commands } = github.simulator;
  for (const title of ['One', 'Two', 'Three']) {
    now += 60_000;
    commands.openIssue({ ...ada, title, labels: title === 'Two' ? ['bug'] : [] });
  }
  now += 60_000;
  commands.closeIssue({ ...ada, number: 1, reason: 'completed' });
  const titles = async (query: string) =>
    (await github.get(`${storefront}/issues?${query}`)).json.map(({ title }: { title: string }) => title);
  expect(await titles('')).toEqual(['Three', 'Two']);
  expect(await titles('state=all&sort=updated&direction=asc')).toEqual(['Two', 'Three', 'One']);
  expect(await titles('state=all&since=2026-03-01T10:03:00Z&sort=created&direction=asc')).toEqual([
    'One',
    'Three',
  ]);
  expect(await titles('labels=bug')).toEqual(['Two']);
  expect(await titles('state=closed')).toEqual(['One']);
  expect((await github.get(`${storefront}/issues?state=odd`)).status).toBe(422);
});

test('GraphQL has its own budget, by the cost of the query, and probes many repositories at once', async () => {
  await using github = await serve();
  const ids = [...github.simulator.world.repositories.values()].map(({ nodeId }) => nodeId);
  const query =
    'query ($ids: [ID!]!) { rateLimit { cost remaining } nodes(ids: $ids) { ... on Repository { name pushedAt defaultBranchRef { target { oid } } } } }';
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${github.token}` },
    body: JSON.stringify({ query, variables: { ids } }),
  });
  const { data, errors } = parsed(await response.text());
  expect(errors).toBeUndefined();
  expect(data.nodes).toHaveLength(ids.length);
  expect(data.rateLimit).toEqual({ cost: 1, remaining: 4_999 });
  expect(response.headers.get('x-ratelimit-resource')).toBe('graphql');
  expect(response.headers.get('x-ratelimit-remaining')).toBe('4999');
  const { json } = await github.get('/rate_limit');
  expect(json.resources).toMatchObject({ core: { used: 0 }, graphql: { used: 1 } });
});

test('a renamed repository redirects to its id with 301, for any route, until its old name is taken', async () => {
  await using github = await serve();
  const { id } = findRepository(github.simulator.world, 'storefront');
  github.simulator.commands.renameRepository({ ...ada, name: 'shop' });
  const moved = await github.get(`${storefront}/issues?state=all`);
  const target = `${github.url}/repositories/${id}/issues?state=all`;
  expect(moved).toMatchObject({ status: 301, json: { message: 'Moved Permanently', url: target } });
  expect(moved.headers.get('location')).toBe(target);
  expect((await github.get(`/repositories/${id}`)).json.full_name).toBe('demo-org/shop');
  github.simulator.commands.createRepository({ ...ada });
  expect((await github.get(storefront)).json.id).not.toBe(id);
});

test('a deleted issue is 410, one that never existed is 404', async () => {
  await using github = await serve();
  github.simulator.commands.openIssue({ ...ada, title: 'Deleted soon' });
  github.simulator.commands.deleteIssue({ ...ada, number: 1 });
  expect((await github.get(`${storefront}/issues/1`)).status).toBe(410);
  expect((await github.get(`${storefront}/issues/2`)).status).toBe(404);
});

test('an installation accesses its selected repositories, and nothing while it is suspended', async () => {
  await using github = await serve();
  const { commands } = github.simulator;
  const { value: installation } = commands.install({ by: 'ada-okafor', repositories: ['storefront'] });
  const { token } = github.rest.credentials.mintInstallationToken(installation);
  const headers = { authorization: `token ${token}` };
  const { json } = await github.get('/installation/repositories', headers);
  expect(json).toMatchObject({ total_count: 1, repository_selection: 'selected' });
  expect(json.repositories[0].name).toBe('storefront');
  expect((await github.get('/repos/demo-org/handbook', headers)).status).toBe(404);
  commands.suspendInstallation({ by: 'ada-okafor' });
  expect((await github.get(storefront, headers)).status).toBe(403);
  commands.uninstall({ by: 'ada-okafor' });
  expect((await github.get(storefront, headers)).status).toBe(401);
});

test('hooks are created over REST, pinged, and their deliveries listed, returned and redelivered', async () => {
  const received: { guid: string; event: string }[] = [];
  const receiver = createServer((request, response) => {
    received.push({
      guid: String(request.headers['x-github-delivery']),
      event: String(request.headers['x-github-event']),
    });
    response.writeHead(received.length === 2 ? 500 : 202).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  await using github = await serve();
  const send = (method: string, path: string, body?: object) =>
    fetch(github.url + path, {
      method,
      headers: { authorization: `token ${github.token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
  const created = await send('POST', `${storefront}/hooks`, {
    config: { url: `http://127.0.0.1:${port}/`, content_type: 'json', secret: 's' },
    events: ['issues'],
  });
  expect(created.status).toBe(201);
  const hook = JSON.parse(await created.text());
  expect(hook).toMatchObject({ type: 'Repository', events: ['issues'], config: { secret: '********' } });
  const { deliveries } = github.simulator.commands.openIssue({ ...ada, title: 'Sent' });
  for (const delivery of deliveries) await github.deliverer.deliver(delivery);
  const list = async (query = '') =>
    (await github.get(`${storefront}/hooks/${hook.id}/deliveries${query}`)).json;
  await expect.poll(() => list()).toHaveLength(2);
  const [failed] = await list('?status=failure');
  expect(failed).toMatchObject({ event: 'issues', status_code: 500, redelivery: false });
  // The id is beyond the exact range of a number.
  const listed = await send('GET', `${storefront}/hooks/${hook.id}/deliveries?status=failure`);
  const [, id] = /"id":(\d{19})\D/.exec(await listed.text()) ?? [];
  const shown = (await github.get(`${storefront}/hooks/${hook.id}/deliveries/${id}`)).json;
  expect(shown.request.payload.issue.title).toBe('Sent');
  const again = await send('POST', `${storefront}/hooks/${hook.id}/deliveries/${id}/attempts`);
  expect(again.status).toBe(202);
  await expect.poll(() => received.length).toBe(3);
  expect(received.map(({ event }) => event)).toEqual(['ping', 'issues', 'issues']);
  expect(received[2]?.guid).toBe(received[1]?.guid);
  await expect.poll(() => list()).toHaveLength(3);
  expect(await list()).toMatchObject([
    { redelivery: true, guid: failed.guid },
    { id: failed.id },
    { event: 'ping' },
  ]);
  expect((await send('DELETE', `${storefront}/hooks/${hook.id}`)).status).toBe(204);
  receiver.close();
});

test('deliveries of the App are listed with an opaque cursor, each attempt once', async () => {
  await using github = await serve({ webhookUrl: 'http://127.0.0.1:1/' });
  const { commands, app } = github.simulator;
  const dropped = commands.install({ by: 'ada-okafor' }).deliveries;
  for (let n = 0; n < 6; n++) dropped.push(...commands.openIssue({ ...ada, title: `${n}` }).deliveries);
  for (const delivery of dropped) github.deliverer.drop(delivery);
  const jwt = await signAppJwt(app.id, github.rest.appKey.privateKey);
  const seen: string[] = [];
  let next: string | undefined = '/app/hook/deliveries?per_page=3';
  while (next !== undefined) {
    const { json, headers } = await github.get(next, { authorization: `Bearer ${jwt}` });
    seen.push(...json.map(({ guid }: { guid: string }) => guid));
    next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]?.replace(github.url, '');
    if (seen.length === 3)
      for (const { deliveries } of [commands.star(ada)]) deliveries.map(github.deliverer.drop);
  }
  expect(seen).toEqual(dropped.map(({ guid }) => guid).reverse());
  expect((await github.get('/app/hook/deliveries')).status).toBe(401);
});

test('labels are created, changed and deleted over REST, and hooks receive the actor', async () => {
  await using github = await serve({ webhookUrl: 'http://127.0.0.1:1/' });
  const { value: installation } = github.simulator.commands.install({ by: 'ada-okafor' });
  const { token } = github.rest.credentials.mintInstallationToken(installation);
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${github.url}${storefront}${path}`, {
      method,
      headers: { authorization: `token ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: parsed(await response.text()) };
  };
  expect(await send('POST', '/labels', { name: 'Flaky', color: '#fff' })).toMatchObject({
    status: 422,
    json: { message: 'Validation Failed', errors: [{ resource: 'Label', code: 'invalid', field: 'color' }] },
  });
  expect((await send('POST', '/labels', { name: 'Flaky', color: 'ffffff' })).status).toBe(201);
  expect((await send('POST', '/labels', { name: 'FLAKY' })).json.errors).toMatchObject([
    { code: 'already_exists' },
  ]);
  const changed = await send('PATCH', '/labels/flaky', { new_name: 'Unsteady', color: '000000' });
  expect(changed).toMatchObject({ status: 200, json: { name: 'Unsteady', color: '000000' } });
  expect((await send('DELETE', '/labels/Unsteady')).status).toBe(204);
  expect((await github.get(`${storefront}/labels/Unsteady`)).status).toBe(404);
  await expect.poll(() => github.deliverer.records().length).toBe(3);
  const sent = github.deliverer.records().map(({ id, action }) => {
    const { sender } = parsed(github.deliverer.delivery(id)?.body ?? '');
    return `${action} by ${sender.login}`;
  });
  expect(sent.toSorted()).toEqual(['created', 'deleted', 'edited'].map((each) => `${each} by hubtwin[bot]`));
});

test('a run is cancelled once, and lists the jobs of all its attempts on request', async () => {
  await using github = await serve();
  const { commands } = github.simulator;
  const { value: run } = commands.startWorkflowRun({ ...ada, workflow: 'CI' });
  const cancel = () =>
    fetch(`${github.url}${storefront}/actions/runs/${run.id}/cancel`, {
      method: 'POST',
      headers: { authorization: `token ${github.token}` },
    });
  expect((await cancel()).status).toBe(202);
  expect((await github.get(`${storefront}/actions/runs/${run.id}`)).json.conclusion).toBe('cancelled');
  expect((await cancel()).status).toBe(409);
  commands.rerunWorkflowRun({ ...ada, run: run.id });
  const jobs = async (query: string) =>
    (await github.get(`${storefront}/actions/runs/${run.id}/jobs${query}`)).json.jobs;
  const attempts = (await jobs('?filter=all')).map(({ run_attempt }: { run_attempt: number }) => run_attempt);
  expect(attempts).toEqual([1, 1, 2, 2]);
  expect(await jobs('')).toHaveLength(2);
});

test('settings of a repository are changed by PATCH, each with its own event', async () => {
  await using github = await serve({ webhookUrl: 'http://127.0.0.1:1/' });
  github.simulator.commands.install({ by: 'ada-okafor' });
  const patch = async (path: string, body: object) => {
    const response = await fetch(github.url + path, {
      method: 'PATCH',
      headers: { authorization: `token ${github.token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: parsed(await response.text()) };
  };
  const changes = { name: 'shop', description: 'All of it', private: true, archived: true };
  expect(await patch(storefront, changes)).toMatchObject({ status: 200, json: changes });
  await expect.poll(() => github.deliverer.records().length).toBe(4);
  const actions = github.deliverer.records().map(({ action }) => action);
  expect(actions.toSorted()).toEqual(['archived', 'edited', 'privatized', 'renamed']);
  expect((await patch('/repos/demo-org/shop', { private: 'yes' })).status).toBe(422);
  expect((await patch('/repos/demo-org/shop', { description: 'Closed' })).status).toBe(422);
});

test('a branch shows whether it is protected, by its name or a pattern, and how', async () => {
  await using github = await serve();
  const { commands } = github.simulator;
  commands.createBranch({ ...ada, branch: 'release/1', commits: [{ message: 'One' }] });
  const protection = `${storefront}/branches/release/1/protection`;
  expect(await github.get(protection)).toMatchObject({
    status: 404,
    json: { message: 'Branch not protected' },
  });
  commands.protectBranch({ ...ada, branch: 'release/*', requiredReviews: 2, requiredChecks: ['test'] });
  expect((await github.get(protection)).json).toMatchObject({
    required_pull_request_reviews: { required_approving_review_count: 2 },
    required_status_checks: { contexts: ['test'] },
  });
  expect((await github.get(`${storefront}/branches/release/1`)).json.protected).toBe(true);
  const { json } = await github.get(`${storefront}/branches`);
  const isProtected = Object.fromEntries(
    json.map((each: { name: string; protected: boolean }) => [each.name, each.protected]),
  );
  expect(isProtected).toEqual({ main: false, 'release/1': true });
});

test('runners are listed for their repository, and can be removed only there', async () => {
  await using github = await serve();
  const { value: runner } = github.simulator.commands.registerRunner({
    repository: 'storefront',
    name: 'build-1',
  });
  const path = `/actions/runners`;
  expect((await github.get(storefront + path)).json).toMatchObject({
    total_count: 1,
    runners: [{ id: runner.id, name: 'build-1', status: 'online', busy: false }],
  });
  const remove = async (repository: string) => {
    const headers = { authorization: `token ${github.token}` };
    const url = `${github.url}${repository}${path}/${runner.id}`;
    return (await fetch(url, { method: 'DELETE', headers })).status;
  };
  expect(await remove('/repos/demo-org/handbook')).toBe(404);
  expect(await remove(storefront)).toBe(204);
  expect((await github.get(storefront + path)).json.total_count).toBe(0);
});
