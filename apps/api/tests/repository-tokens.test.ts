import { createHash } from 'node:crypto';
import { checkCredentials } from '@hubtwin/replication';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

const name = 'demo-org/storefront';
const path = `/api/v1/repositories/${name}`;
const fingerprintOf = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 12);

const owned = new AsyncDisposableStack();
let github: TestGitHub;
let api: TestApi;
let token: string;
beforeAll(async () => {
  github = owned.use(await startGitHub());
  api = owned.use(await startApi({ github: { ...github.options, retryCount: 0 } }));
  const { world } = github.simulator.simulator;
  for (const fullName of [name, 'demo-org/docs']) {
    await api.apply([issueOf({ id: world.names.get(fullName) ?? 0, fullName }, { id: 1, number: 1 })]);
  }
  token = github.simulator.rest.credentials.createPersonalToken({
    login: 'ada-okafor',
    format: 'fine-grained',
  });
});
afterAll(() => owned.disposeAsync());

const patch = (body: object) => api.ask(path, { method: 'PATCH', body });
const used = async () => {
  const budgets = await api.github.budgets();
  return budgets.find(({ credential }) => credential === fingerprintOf(token))?.used ?? 0;
};
const rename = () => api.ask(`${path}/labels`, { method: 'POST', body: { name: `label ${Math.random()}` } });

test('a token that GitHub refuses, or does not show the repository, is not stored', async () => {
  for (const refused of [`ghp_${'x'.repeat(36)}`, `github_pat_${'y'.repeat(60)}`]) {
    const { status, json, text } = await patch({ token: refused });
    expect([status, json.code]).toEqual([422, 'token_refused']);
    expect(text).not.toContain(refused);
  }
  expect((await patch({ token: 'short' })).status).toBe(400);
  github.simulator.rest.faults.add({
    fault: { kind: 'status', status: 502 },
    path: '/repositories/',
    count: 1,
  });
  expect((await patch({ token })).json.code, 'unknown error').toBe('github_server');
  expect((await api.ask(path)).json.has_own_token).toBe(false);
});

test('the problem of a token is reported: it has expired, lacks a scope, or is an installation token', async () => {
  const { credentials } = github.simulator.rest;
  const { world, commands } = github.simulator.simulator;
  const hidden = 'demo-org/infrastructure';
  await api.apply([issueOf({ id: world.names.get(hidden) ?? 0, fullName: hidden }, { id: 2, number: 1 })]);
  const messageOf = async (refused: string) => {
    const body = { token: refused };
    const { status, json } = await api.ask(`/api/v1/repositories/${hidden}`, { method: 'PATCH', body });
    expect([status, json.code]).toEqual([422, 'token_refused']);
    return json.detail;
  };
  const login = 'ada-okafor';
  const expired = credentials.createPersonalToken({ login, expiresAt: Date.now() - 1_000 });
  expect(await messageOf(expired)).toMatch(/invalid, expired or revoked/);
  const poor = credentials.createPersonalToken({ login, scopes: ['public_repo', 'read:org'] });
  expect(await messageOf(poor)).toMatch(
    /scopes public_repo, read:org: private repositories need the scope repo/,
  );
  commands.createUser({ login: 'outsider' });
  const outside = credentials.createPersonalToken({ login: 'outsider', format: 'fine-grained' });
  expect(await messageOf(outside)).toMatch(/add the repository to those that it may access/);
  const installation = world.installations.get(github.installationId);
  if (installation === undefined) throw new Error('the App is not installed');
  const { token: brief } = credentials.mintInstallationToken(installation);
  expect(await messageOf(brief)).toMatch(/expires within an hour/);
});

test("requests for a repository use its own token, on that token's budget; null removes it", async () => {
  const set = await patch({ token });
  expect([set.status, set.json.has_own_token]).toEqual([200, true]);
  expect(set.text).not.toContain(token);
  const { rows } = await api.connection.pool.query('select * from repository_tokens');
  expect(rows).toMatchObject([{ fingerprint: fingerprintOf(token) }]);
  expect(rows[0].token.includes(token)).toBe(false);

  const before = await used();
  expect((await rename()).status).toBe(201);
  expect(await used()).toBe(before + 1);
  expect((await rename()).status).toBe(201);
  const uses = await api.ask('/api/v1/audit-log?action=repository_token.used');
  expect(uses.json.data, 'once a day').toMatchObject([
    { actor: 'hubtwin', outcome: 'succeeded', details: { fingerprint: fingerprintOf(token) } },
  ]);

  expect((await patch({ token: null })).json.has_own_token).toBe(false);
  expect((await rename()).status).toBe(201);
  expect(await used()).toBe(before + 2);
  const { json } = await api.ask(`${path}/changes`);
  const shown = json.data.flatMap(
    ({ fields }: { fields: Record<string, unknown> }) => fields.has_own_token ?? [],
  );
  expect(shown).toHaveLength(2);
});

test('a ciphertext that is moved to another repository does not decrypt', async () => {
  await patch({ token });
  await api.connection.pool.query(`
    insert into repository_tokens (repository_id, token, fingerprint)
    select r.id, t.token, t.fingerprint from repository_tokens as t, repositories as r where r.full_name = 'demo-org/docs'`);
  const stolen = await api.ask('/api/v1/repositories/demo-org/docs/labels', {
    method: 'POST',
    body: { name: 'x' },
  });
  expect([stolen.status, stolen.json.code]).toEqual([409, 'github_no_credential']);
  expect((await rename()).status).toBe(201);
});

test('a repository that only its own token can access is tracked with it', async () => {
  await using bare = await startApi({ github: { baseUrl: github.options.baseUrl ?? '' } });
  const add = (body: object) => bare.ask('/api/v1/repositories', { method: 'POST', body });
  expect((await add({ repository: name })).json.code).toBe('github_no_credential');
  expect((await add({ repository: name, token: `ghp_${'x'.repeat(36)}` })).json.code).toBe('token_refused');
  expect(await add({ repository: name, token })).toMatchObject({
    status: 201,
    json: { has_own_token: true },
  });
  await checkCredentials({ database: bare.connection.database, github: bare.github });
  expect((await bare.ask('/api/v1/status')).json.credentials).toMatchObject([
    { fingerprint: fingerprintOf(token), login: 'ada-okafor', checked_at: expect.any(String), error: null },
  ]);
  const started = await bare.ask(`${path}/sync`, { method: 'POST', body: { force: true } });
  expect(started.status).toBe(202);
  expect((await bare.ask('/api/v1/sync/all', { method: 'POST', body: {} })).status).toBe(202);
  const access = await bare.ask(`/api/v1/access?repository=${name}`);
  expect(access.json).toMatchObject({ can_read: true, through: 'token' });
  const tracked = await bare.ask('/api/v1/rate-limits/track', { method: 'POST' });
  expect(tracked.json.rate_limits[0].credential).toBe(fingerprintOf(token));
  const status = await bare.ask('/api/v1/status');
  expect(status.json.credentials).toMatchObject([{ fingerprint: fingerprintOf(token), kind: 'token' }]);

  const removed = await bare.ask(`${path}?confirm=${name}`, { method: 'DELETE' });
  expect(removed.status).toBe(204);
  expect((await bare.connection.pool.query('select from repository_tokens')).rowCount).toBe(0);
});

test('without an encryption key no token is stored', async () => {
  await using bare = await startApi({ github: github.options, keys: null });
  const body = { repository: name, token };
  const { status, json } = await bare.ask('/api/v1/repositories', { method: 'POST', body });
  expect([status, json.code]).toEqual([409, 'encryption_key_missing']);
});
