import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { expect, test } from 'vitest';
import { clientIdOf } from '../client-id.ts';
import { serveRest } from './serve-rest.ts';

const callback = 'https://twin.example/callback';
const storefront = '/repos/demo-org/storefront';

/** A simulator with the App installed, a browser that does not follow redirects, and the App's client. */
async function serve(options: Parameters<typeof serveRest>[0] = {}) {
  const running = await serveRest({ callbackUrls: [callback], webhookUrl: 'http://127.0.0.1:1', ...options });
  const { app } = running.simulator;
  const client = { client_id: clientIdOf(app.id), client_secret: app.clientSecret };
  const visit = async (path: string, init: RequestInit = {}) => {
    const { status, headers } = await fetch(running.url + path, { redirect: 'manual', ...init });
    const location = headers.get('location');
    return { status, to: new URL(location ?? 'none:'), query: new URL(location ?? 'none:').searchParams };
  };
  const ask = async (path: string, token: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}` };
    const {
      status,
      headers: got,
      ...response
    } = await fetch(running.url + path, { headers, ...init }).then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    }));
    return { status, headers: got, json: JSON.parse(response.text || 'null') };
  };
  const exchange = async (fields: Record<string, string>) => {
    const { json } = await ask('/login/oauth/access_token', '', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ ...client, ...fields }),
    });
    return json;
  };
  const authorize = (query = '') => visit(`/login/oauth/authorize?client_id=${client.client_id}${query}`);
  const signIn = async (login: string) =>
    exchange({ code: (await authorize(`&login=${login}`)).query.get('code') ?? '' });
  return {
    ...running,
    ...{ client, visit, ask, exchange, authorize, signIn },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

test('Octokit completes the web flow for a user, and checks and revokes the token', async () => {
  await using github = await serve();
  const { authorize, client, rest, simulator, url } = github;
  const { query, to } = await authorize(
    `&state=s%20t&redirect_uri=${encodeURIComponent(callback)}&login=emi-tanaka`,
  );
  expect(to.href.startsWith(`${callback}?code=`)).toBe(true);
  expect(query.get('state')).toBe('s t');
  const app = {
    appId: simulator.app.id,
    privateKey: rest.appKey.privateKey,
    clientId: client.client_id,
    clientSecret: client.client_secret,
  };
  const octokit = new Octokit({ baseUrl: url, authStrategy: createAppAuth, auth: app });
  const auth = createAppAuth({ ...app, request: octokit.request });
  const { token, ...authentication } = await auth({ type: 'oauth-user', code: query.get('code') ?? '' });
  expect(authentication).toMatchObject({
    tokenType: 'oauth',
    refreshToken: expect.stringMatching(/^ghr_\w{76}$/),
  });
  expect(token).toMatch(/^ghu_\w{36}$/);
  const person = new Octokit({ baseUrl: url, auth: token });
  expect((await person.request('GET /user')).data.login).toBe('emi-tanaka');
  const named = { client_id: client.client_id, access_token: token };
  const { data } = await octokit.request('POST /applications/{client_id}/token', named);
  expect(data).toMatchObject({ token, user: { login: 'emi-tanaka' }, app: { client_id: client.client_id } });
  expect(Date.parse(data.expires_at ?? '') - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
  expect((await octokit.request('DELETE /applications/{client_id}/token', named)).status).toBe(204);
  await expect(octokit.request('POST /applications/{client_id}/token', named)).rejects.toMatchObject({
    status: 404,
  });
  await expect(person.request('GET /user')).rejects.toMatchObject({ status: 401 });
});

test('a code is valid once, for ten minutes, and only with the secret of the App', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now });
  const { authorize, exchange } = github;
  const newCode = async () => (await authorize()).query.get('code') ?? '';
  const code = await newCode();
  expect(await exchange({ code, client_secret: 'wrong' })).toMatchObject({
    error: 'incorrect_client_credentials',
  });
  expect(await exchange({ code, redirect_uri: 'https://else.example/' })).toMatchObject({
    error: 'redirect_uri_mismatch',
  });
  expect(await exchange({ code, redirect_uri: callback })).toMatchObject({
    token_type: 'bearer',
    scope: '',
    expires_in: 28_800,
    refresh_token_expires_in: 15_897_600,
  });
  expect(await exchange({ code })).toEqual({
    error: 'bad_verification_code',
    error_description: 'The code passed is incorrect or expired.',
    error_uri: expect.stringMatching(/^https:\/\/docs\.github\.com\/.+#bad-verification-code$/),
  });
  const late = await newCode();
  now += 600_000;
  expect(await exchange({ code: late })).toMatchObject({ error: 'bad_verification_code' });
  expect(await exchange({ grant_type: 'password' })).toMatchObject({ error: 'unsupported_grant_type' });
});

test('without Accept the response is a form, and a form is accepted; errors have status 200', async () => {
  await using github = await serve();
  const { authorize, client, url } = github;
  const code = (await authorize()).query.get('code') ?? '';
  const post = async () => {
    const body = new URLSearchParams({ ...client, code });
    const response = await fetch(`${url}/login/oauth/access_token`, { method: 'POST', body });
    expect(response.headers.get('x-ratelimit-limit')).toBe(null);
    expect(response.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    return { status: response.status, fields: new URLSearchParams(await response.text()) };
  };
  const { status, fields } = await post();
  expect([status, fields.get('expires_in')]).toEqual([200, '28800']);
  expect(fields.get('access_token')).toMatch(/^ghu_/);
  const refused = await post();
  expect([refused.status, refused.fields.get('error')]).toEqual([200, 'bad_verification_code']);
});

test('an unregistered URL, and a user who cancels, are returned as errors', async () => {
  await using github = await serve();
  const { authorize, rest, visit } = github;
  const other = await authorize('&state=1&redirect_uri=https%3A%2F%2Felse.example%2F');
  expect(other.to.href.startsWith(`${callback}?error=redirect_uri_mismatch`)).toBe(true);
  rest.person.denies = true;
  const denied = await authorize('&state=2');
  expect(Object.fromEntries(denied.query)).toMatchObject({ error: 'access_denied', state: '2' });
  expect(denied.query.has('code')).toBe(false);
  expect((await visit('/login/oauth/authorize?client_id=Iv1.other')).status).toBe(404);
});

test('a user token expires after eight hours; refreshing it revokes the old pair', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using github = await serve({ clock: () => now });
  const { ask, exchange, signIn } = github;
  const first = await signIn('ada-okafor');
  const renew = (refresh_token: string) => exchange({ grant_type: 'refresh_token', refresh_token });
  const second = await renew(first.refresh_token);
  expect((await ask('/user', first.access_token)).status).toBe(401);
  expect(await renew(first.refresh_token)).toMatchObject({ error: 'bad_refresh_token' });
  expect((await ask('/user', second.access_token)).status).toBe(200);
  now += 8 * 3_600_000;
  expect((await ask('/user', second.access_token)).status).toBe(401);
  const third = await renew(second.refresh_token);
  expect((await ask('/user', third.access_token)).status).toBe(200);
  now += 15_897_600_000;
  expect(await renew(third.refresh_token)).toMatchObject({ error: 'bad_refresh_token' });
});

test('on behalf of a user the App has the access of both, the permissions of the installation, and the budget of the user', async () => {
  await using github = await serve();
  const { ask, rest, signIn, simulator } = github;
  const { commands } = simulator;
  const ada = (await signIn('ada-okafor')).access_token;
  const grace = (await signIn('grace-lindqvist')).access_token;
  expect((await ask(storefront, ada)).status).toBe(404);
  commands.install({ by: 'ada-okafor', repositories: ['storefront', 'infrastructure'] });
  expect((await ask(storefront, ada)).status).toBe(200);
  expect((await ask('/repos/demo-org/infrastructure', ada)).status).toBe(200);
  expect((await ask('/repos/demo-org/handbook', ada)).status).toBe(404);
  expect((await ask(storefront, grace)).status).toBe(200);
  expect((await ask('/repos/demo-org/infrastructure', grace)).status).toBe(404);
  expect(await ask(`${storefront}/hooks`, ada)).toMatchObject({
    status: 403,
    json: { message: 'Resource not accessible by integration' },
  });
  commands.acceptPermissions({ by: 'ada-okafor', permissions: { repository_hooks: 'read' } });
  expect((await ask(`${storefront}/hooks`, ada)).status).toBe(200);
  const own = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const { headers } = await ask(storefront, own);
  expect(headers.get('x-ratelimit-limit')).toBe('5000');
  expect(Number(headers.get('x-ratelimit-used'))).toBe(7);
});

test('a user lists their own installations, and the repositories with access there', async () => {
  await using github = await serve();
  const { ask, rest, signIn, simulator } = github;
  const { value: installation } = simulator.commands.install({ by: 'ada-okafor' });
  const ada = (await signIn('ada-okafor')).access_token;
  const grace = (await signIn('grace-lindqvist')).access_token;
  expect((await ask('/user/installations', ada)).json).toMatchObject({
    total_count: 1,
    installations: [{ id: installation.id, app_slug: 'hubtwin' }],
  });
  const path = `/user/installations/${installation.id}/repositories`;
  const page = await ask(`${path}?per_page=4`, ada);
  expect(page.json.total_count).toBe(6);
  expect(page.json.repositories).toHaveLength(4);
  expect(page.headers.get('link')).toContain(`${path}?per_page=4&page=2>; rel="next"`);
  expect((await ask('/user/installations', grace)).json.total_count).toBe(0);
  expect((await ask(path, grace)).status).toBe(404);
  const scene = { repository: 'infrastructure', by: 'ada-okafor', member: 'grace-lindqvist' };
  simulator.commands.addMember(scene);
  const names = (await ask(path, grace)).json.repositories.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['infrastructure']);
  const own = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  expect(await ask('/user/installations', own)).toMatchObject({
    status: 403,
    json: { message: expect.stringContaining('authorized to a GitHub App') },
  });
  const { token } = rest.credentials.mintInstallationToken(installation);
  expect((await ask('/user/installations', token)).status).toBe(403);
  simulator.commands.suspendInstallation({ by: 'ada-okafor' });
  expect((await ask(path, ada)).status).toBe(403);
});

test('only the App checks its tokens, with its own secret', async () => {
  await using github = await serve();
  const { ask, client, rest, signIn } = github;
  const { access_token } = await signIn('ada-okafor');
  const check = (secret: string, token: string, id = client.client_id) =>
    ask(`/applications/${id}/token`, '', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client.client_id}:${secret}`)}` },
      body: JSON.stringify({ access_token: token }),
    });
  expect((await check(client.client_secret, access_token)).status).toBe(200);
  expect((await check(client.client_secret, access_token, 'Iv1.other')).status).toBe(404);
  expect((await check('wrong', access_token)).status).toBe(401);
  const own = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  expect((await check(client.client_secret, own)).status).toBe(404);
  const bare = await ask(`/applications/${client.client_id}/token`, own, { method: 'POST' });
  expect(bare.status).toBe(401);
});
