import { waitFor } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createBrowser } from './browser.ts';
import { startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const path = '/api/v1/auth/github';

let api: TestApi;
let github: TestGitHub;
let callback: string;
beforeAll(async () => {
  github = await startGitHub();
  api = await startApi({ github: { ...github.options, app: github.app }, installing: github.installing });
  callback = `${api.origin}${path}/callback`;
  github.simulator.simulator.commands.editApp({ callbackUrls: [callback] });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

/** A browser that GitHub has redirected back, before it opens the callback. */
async function comingBack(login = 'ada-okafor') {
  const browser = createBrowser();
  const begun = await browser.visit(`${api.origin}${path}/install`);
  expect(begun.status).toBe(302);
  const { to } = await browser.visit(`${begun.to}&login=${login}`);
  return { ...browser, to, parameters: new URL(to).searchParams };
}

const withParameter = (address: string, name: string, value: string) => {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
};

const stored = async () => {
  const { rows } = await sql<{ login: string; installation_id: number; roles: number }>`
    select u.login, u.installation_id, count(r.*)::int as roles
      from user_installations as u left join user_repositories as r using (user_id, installation_id)
     group by u.login, u.installation_id order by u.login
  `.execute(api.connection.database);
  return rows;
};

const userTokens = () => github.simulator.rest.log.list({ route: 'DELETE /applications/:client_id/token' });

test('after installing the App, the user gets a page; the installation is stored with their permissions, and imported', async () => {
  const { id } = [...github.simulator.simulator.world.installations.values()][0] ?? expect.fail();
  const { visit, to, parameters } = await comingBack();
  expect(Object.fromEntries(parameters)).toMatchObject({
    installation_id: `${id}`,
    state: expect.any(String),
  });
  const page = await visit(to);
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('installed on demo-org')]);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(api.imports).toEqual([id]);
  expect(await stored()).toEqual([{ login: 'ada-okafor', installation_id: id, roles: 6 }]);
  expect((await api.ask(`/api/v1/installations/${id}`)).json).toMatchObject({
    account: { login: 'demo-org' },
    source: 'api',
  });
  const { rows } = await sql`select raw from accounts where login = 'ada-okafor'`.execute(
    api.connection.database,
  );
  expect(rows).toEqual([{ raw: expect.not.objectContaining({ email: expect.anything() }) }]);
  // The token is not needed any more.
  expect(userTokens()).toMatchObject([{ status: 204 }]);
});

test('a callback is accepted once, also of two concurrent visits, and its code is exchanged once', async () => {
  const { visit, to } = await comingBack();
  const answers = await Promise.all([visit(to), visit(to), visit(to)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  expect((await visit(to)).text).toContain('invalid_state');
});

test('a state of another browser, a forged one, one for another purpose, and an expired one are refused', async () => {
  const { visit, to, parameters } = await comingBack();
  const before = api.imports.length;
  const state = parameters.get('state') ?? '';
  const keys = github.installing.keys ?? expect.fail();
  const [text = ''] = state.split('.');
  const other = await comingBack();
  const refused = {
    'no cookie': await createBrowser().visit(to),
    'another browser': await other.visit(to),
    'no state': await visit(to.replace(/&state=[^&]*/, '')),
    'a changed state': await visit(withParameter(to, 'state', `${state.slice(0, -2)}AA`)),
    'another purpose': await visit(withParameter(to, 'state', `${text}.${keys.sign('other', text)}`)),
  };
  for (const [name, { status, text }] of Object.entries(refused)) {
    expect([name, status, text]).toEqual([name, 400, expect.stringContaining('invalid_state')]);
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_001 });
  const late = await visit(to).finally(() => vi.useRealTimers());
  expect([late.status, late.text]).toEqual([400, expect.stringContaining('invalid_state')]);
  expect(api.imports).toHaveLength(before);
  // None of these consumed it.
  expect((await visit(to)).status).toBe(200);
});

test("another user's installation is refused for any id, and nothing is stored", async () => {
  const before = await stored();
  const { commands } = github.simulator.simulator;
  commands.createOrganisation({ login: 'other-org' });
  const { value: foreign } = commands.install({ account: 'other-org', by: 'grace-lindqvist' });
  for (const forged of [foreign.id, 999_999_999]) {
    const { visit, to } = await comingBack();
    const answer = await visit(withParameter(to, 'installation_id', `${forged}`));
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('installation_not_found')]);
    expect((await api.ask(`/api/v1/installations/${forged}`)).status).toBe(404);
  }
  // A user without access to the installation.
  const stranger = await comingBack('grace-lindqvist');
  expect((await stranger.visit(stranger.to)).status).toBe(404);
  expect(await stored()).toEqual(before);
  expect(userTokens().every(({ status }) => status === 204)).toBe(true);
});

test('a used code is refused, and no response shows the secret of the App when GitHub does not accept it', async () => {
  const first = await comingBack();
  const second = await comingBack();
  expect((await first.visit(first.to)).status).toBe(200);
  const again = await second.visit(withParameter(second.to, 'code', first.parameters.get('code') ?? ''));
  expect([again.status, again.text]).toEqual([400, expect.stringContaining('github_bad_code')]);
  const { commands, app } = github.simulator.simulator;
  const secret = app.clientSecret;
  const third = await comingBack();
  commands.editApp({ clientSecret: 'another' });
  const answer = await third.visit(third.to);
  commands.editApp({ clientSecret: secret });
  expect([answer.status, answer.text]).toEqual([502, expect.stringContaining('github_auth')]);
  expect(answer.text).not.toContain(secret);
});

test('the audit log has each installation and, counted by the minute, refused callbacks, without codes and states', async () => {
  const installed = await comingBack();
  expect((await installed.visit(installed.to)).status).toBe(200);
  const { visit, to, parameters } = await comingBack();
  const refused = [
    installed.to,
    withParameter(to, 'state', 'forged'),
    withParameter(to, 'installation_id', '999999999'),
    `${callback}?error=access_denied&state=x`,
  ];
  for (const address of refused) expect((await visit(address)).status).toBeGreaterThanOrEqual(400);
  for (let times = 0; times < 50; times += 1) await createBrowser().visit(to);
  const entries = async () =>
    (await api.ask('/api/v1/audit-log?action=finishAppInstall&limit=100')).json.data;
  const id = Number(parameters.get('installation_id'));
  const codes = ['invalid_state', 'installation_not_found', 'installation_denied'];
  const codeOf = ({ details }: { details: { code?: string } | null }) => details?.code;
  await waitFor('the entries', async () => {
    const shown = new Set((await entries()).map(codeOf));
    return codes.every((code) => shown.has(code)) && shown.has(undefined);
  });
  const found = await entries();
  expect(found).toContainEqual(
    expect.objectContaining({
      ...{ actor: 'github:ada-okafor', outcome: 'succeeded', resource: `${path}/callback` },
      details: { installation_id: id, account: 'demo-org', imported: true },
    }),
  );
  for (const code of codes) {
    const rows = found.filter((entry: { details: { code?: string } | null }) => codeOf(entry) === code);
    expect([code, rows.length]).toEqual([code, 1]);
    expect(rows[0]).toMatchObject({ actor: 'anonymous', outcome: 'refused' });
  }
  const shown = JSON.stringify(found);
  for (const secret of ['code', 'state']) expect(shown).not.toContain(parameters.get(secret) ?? 'none');
});

test('a member who may only request the App gets a page that an owner must approve, and after cancelling one that nothing changed', async () => {
  const before = api.imports.length;
  const { person } = github.simulator.rest;
  person.mayOnlyRequest = true;
  const requested = await comingBack();
  person.mayOnlyRequest = false;
  expect(requested.parameters.get('setup_action')).toBe('request');
  expect(await requested.visit(requested.to)).toMatchObject({
    status: 200,
    text: expect.stringContaining('owner must approve'),
  });
  const denied = await requested.visit(
    `${callback}?error=access_denied&error_description=%3Cscript%3E&state=x`,
  );
  expect([denied.status, denied.text]).toEqual([403, expect.stringContaining('installation_denied')]);
  expect(denied.text).not.toContain('script');
  expect(api.imports).toHaveLength(before);
});

test('it redirects to GitHub only, for any request, with a cookie that scripts and other pages do not get', async () => {
  const hostile = `${api.origin}${path}/install?state=x&redirect_uri=https://evil.example&return_to=//evil.example`;
  const { to, headers } = await createBrowser().visit(hostile);
  const { origin, pathname, searchParams } = new URL(to);
  expect([origin, pathname]).toEqual([github.simulator.url, '/apps/hubtwin/installations/new']);
  expect([...searchParams.keys()]).toEqual(['state']);
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^hubtwin-install=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    ),
  ]);
  const problem = await api.ask(`${path}/callback?installation_id=x`, { key: null });
  expect(problem.json).toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'query.installation_id' }],
  });
  await using unset = await startApi();
  const missing = await unset.ask(`${path}/install`, { key: null });
  expect(missing.json).toMatchObject({
    code: 'app_not_configured',
    detail: expect.stringContaining('GITHUB_APP_SLUG'),
  });
  const app = { ...github.installing.app, publicUrl: 'https://twin.example' };
  await using secure = await startApi({ installing: { ...github.installing, app } });
  const [cookie] = (await createBrowser().visit(`${secure.origin}${path}/install`)).headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-hubtwin-install=.+; Path=\/; .+; HttpOnly; Secure; SameSite=Lax$/);
});

test('access shows the credentials of the twin and of a user for a repository, and hides repositories that the key may not see', async () => {
  const { visit, to, parameters } = await comingBack('bram-visser');
  expect((await visit(to)).status).toBe(200);
  const installationId = Number(parameters.get('installation_id'));
  const { world, commands } = github.simulator.simulator;
  const storefront = world.repositories.values().find(({ name }) => name === 'storefront') ?? expect.fail();
  const link = { installationId, repositoryId: storefront.id, fullName: 'demo-org/storefront' };
  await sql`
    insert into repositories (id, full_name, raw, version, source, synced_at)
      values (${link.repositoryId}, ${link.fullName}, '{}', '', 'sync', now()), (2, 'acme/alone', '{}', '', 'sync', now())
  `.execute(api.connection.database);
  await sql`
    insert into installation_repositories (installation_id, repository_id, full_name, raw, version, source, synced_at)
      values (${installationId}, ${link.repositoryId}, ${link.fullName}, '{}', '', 'sync', now())
  `.execute(api.connection.database);
  const ask = async (query: string, key?: string) =>
    (await api.ask(`/api/v1/access?repository=${query}`, key === undefined ? {} : { key })).json;
  expect(await ask('Demo-Org/storefront')).toMatchObject({
    repository: { id: storefront.id },
    can_read: true,
    through: 'installation',
    installation: { id: installationId, account: 'demo-org', permissions: { issues: 'write' } },
    can_write: { labels: true, settings: false, runs: false, runners: false },
    user: null,
  });
  expect(await ask('acme/alone')).toMatchObject({
    through: 'token',
    can_write: { labels: null },
    user: null,
  });
  // Members may read.
  expect(await ask('demo-org/storefront&user=Bram-Visser')).toMatchObject({
    through: 'installation',
    can_write: { labels: false },
    user: { login: 'bram-visser', role: 'read', verified_at: expect.any(String) },
  });
  for (const hidden of ['demo-org/storefront&user=nobody', 'acme/alone&user=bram-visser']) {
    expect(await ask(hidden)).toMatchObject({
      can_read: false,
      through: null,
      installation: null,
      user: null,
    });
  }
  const limited = await api.createKey({ repositoryIds: [2] });
  expect(await ask('demo-org/storefront', limited)).toEqual({
    ...(await ask('demo-org/never-was', limited)),
    request_id: expect.any(String),
  });
  commands.suspendInstallation({ by: 'ada-okafor' });
  const suspended = await comingBack('bram-visser');
  expect((await suspended.visit(suspended.to)).text).toContain('Nothing is imported automatically');
  expect(await ask('demo-org/storefront&user=bram-visser')).toMatchObject({ can_read: false, user: null });
  expect(await ask('demo-org/storefront')).toMatchObject({ through: 'token' });
});
