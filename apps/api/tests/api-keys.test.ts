import { randomUUID } from 'node:crypto';
import { claimIdempotencyKey, pruneAuditLog, pruneIdempotencyKeys } from '@hubtwin/database';
import { waitFor } from '@hubtwin/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueOf, renamedFrom } from './payloads.ts';
import { adminKey, startApi, type TestApi } from './start-api.ts';

const keys = '/api/v1/api-keys';
const shown = { id: 8001, fullName: 'acme/shown' };

let api: TestApi;
/** Another process on the same database. */
let other: TestApi;
beforeAll(async () => {
  api = await startApi();
  other = await startApi({ connection: api.connection });
  await api.apply([issueOf(shown, { id: 10, number: 1 }), renamedFrom(shown, 'was-shown')]);
  await api.apply([issueOf({ id: 8002, fullName: 'acme/hidden' }, { id: 11, number: 1 })]);
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const make = (body: object, headers: Record<string, string> = {}, key = adminKey) =>
  api.ask(keys, { method: 'POST', body, headers, key });
const audited = async (query = '') => (await api.ask(`/api/v1/audit-log?limit=100${query}`)).json.data;

describe('an API key', () => {
  test('is shown once, has access to its repositories by id, name or old name, and is stored as a hash', async () => {
    const body = { name: 'one', scopes: ['read'], repositories: ['ACME/Was-Shown', 8001, 'acme/shown'] };
    const made = await make(body);
    expect(made.status).toBe(201);
    const { key, ...rest } = made.json;
    expect(rest).toMatchObject({
      ...{ name: 'one', scopes: ['read'], prefix: key.slice(0, 10), created_by: 'admin', revoked_at: null },
      repositories: [{ id: 8001, full_name: 'acme/shown' }],
    });
    expect(made.headers.get('location')).toBe(`${keys}/${rest.id}`);
    const { json } = await api.ask('/api/v1/repositories', { key });
    expect(json.data.map(({ id }: { id: number }) => id)).toEqual([8001]);
    const listed = await api.ask(keys);
    expect(listed.json.data[0]).toMatchObject({ id: rest.id, last_used_at: expect.stringMatching(/^20/) });
    expect(listed.text).not.toContain(key);
    const { rows } = await api.connection.pool.query('select * from api_keys, audit_log, idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  test('that is revoked is refused by every process from the next request on', async () => {
    const { json } = await make({ name: 'revoked', scopes: ['read'] });
    const use = (process: TestApi) => process.ask('/api/v1/repositories', { key: json.key });
    expect([(await use(api)).status, (await use(other)).status]).toEqual([200, 200]);
    expect((await api.ask(`${keys}/${json.id}`, { method: 'DELETE' })).status).toBe(204);
    expect([(await use(api)).status, (await use(other)).status]).toEqual([401, 401]);
    expect((await api.ask(`${keys}/${json.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.ask(`${keys}/${json.id}`)).json.revoked_at).toMatch(/^20/);
  });

  test('cannot be the configured admin key, which has no id and cannot be revoked', async () => {
    for (const id of ['0', 'admin', '999999']) {
      const { status } = await api.ask(`${keys}/${id}`, { method: 'DELETE' });
      expect([400, 404]).toContain(status);
    }
    expect((await api.ask('/api/v1/repositories')).status).toBe(200);
  });

  test('is not created from invalid values', async () => {
    const paths = async (body: object) =>
      (await make(body)).json.errors?.map(({ path }: { path: string }) => path);
    const sane = { name: 'x', scopes: ['read'] };
    expect(await paths({ ...sane, repositories: ['acme/none', 'acme/shown', 7] })).toEqual([
      'body.repositories.0',
      'body.repositories.2',
    ]);
    expect(await paths({ ...sane, expires_at: '2020-01-01T00:00:00Z' })).toEqual(['body.expires_at']);
    expect(await paths({ ...sane, scopes: ['read', 'root'] })).toEqual(['body.scopes.1']);
    expect(await paths({ ...sane, scopes: [], repositories: [] })).toEqual([
      'body.scopes',
      'body.repositories',
    ]);
  });

  test('with the scope admin that is limited to repositories cannot create, list or revoke keys, or read the audit log', async () => {
    const key = await api.createKey({ scopes: ['admin'], repositoryIds: [8001] });
    const answers = [
      await make({ name: 'mine', scopes: ['read'] }, {}, key),
      await api.ask(keys, { key }),
      await api.ask(`${keys}/1`, { key, method: 'DELETE' }),
      await api.ask('/api/v1/audit-log', { key }),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(
      answers.map(() => [403, 'limited_key']),
    );
  });
});

describe('the audit log', () => {
  test('has each change with actor, action and outcome, and no secret', async () => {
    const { json: made } = await make({ name: 'writer', scopes: ['write', 'read'] });
    const actor = `api_key:${made.id}`;
    const secret = 's3cret-canary-value';
    const send = (method: string, path: string, body: object) =>
      api.ask(path, { key: made.key, method, body, headers: { 'x-request-id': `audit-${method}-1` } });
    const token = `ghp_${'c'.repeat(36)}`;
    await send('POST', `/api/v1/webhooks/recover?note=${token}`, {
      deep: true,
      secret,
      nested: { token: secret },
    });
    await send('PATCH', '/api/v1/repositories/acme/shown', { sync_interval_minutes: 60 });
    await send('GET', '/api/v1/repositories', {}).catch(() => {});
    await api.ask('/api/v1/repositories', { key: made.key });
    await waitFor('the entries', async () => (await audited(`&actor=${actor}`)).length >= 3);

    const entries = await audited(`&actor=${actor}`);
    expect(entries.map(({ action }: { action: string }) => action).sort()).toEqual([
      'api_key.used',
      'recoverWebhookEvents',
      'updateRepository',
    ]);
    expect(entries.find(({ action }: { action: string }) => action === 'updateRepository')).toMatchObject({
      ...{ actor, actor_name: 'writer', resource: '/api/v1/repositories/acme/shown', outcome: 'succeeded' },
      ...{ status: 200, request_id: 'audit-PATCH-1', address: '127.0.0.1', count: 1 },
      details: { body: { sync_interval_minutes: 60 } },
    });
    const [failed] = await audited(
      `&actor=${actor}&action=recoverWebhookEvents&resource=/api/v1/webhooks/recover`,
    );
    expect(failed).toMatchObject({ outcome: 'failed', status: 400 });
    const { rows } = await api.connection.pool.query('select * from audit_log');
    expect(JSON.stringify(rows)).not.toMatch(/s3cret-canary|ghp_c/);
    expect(await audited(`&actor=${actor}&until=2026-01-01T00:00:00Z`)).toEqual([]);
  });

  test('has the creation and the revocation of a key in the same transaction', async () => {
    const { json } = await make({ name: 'at once', scopes: ['read'] });
    await api.ask(`${keys}/${json.id}`, { method: 'DELETE' });
    expect(await audited(`&action=revokeApiKey&resource=${keys}/${json.id}`)).toMatchObject([
      { actor: 'admin', outcome: 'succeeded', status: 204 },
    ]);
    const [created] = await audited('&action=createApiKey');
    expect(created.details.body).toEqual({ name: 'at once', scopes: ['read'] });
  });

  test('counts many refusals in a few entries, regardless of the requests', async () => {
    const before = (await audited()).length;
    const key = await api.createKey({ scopes: ['write'] });
    for (let at = 0; at < 30; at++) {
      await api.ask(`/api/v1/repositories/acme/r${at}`, { key: `htk_${randomUUID()}` });
      await api.ask(`/api/v1/repositories/acme/r${at}`, { key });
    }
    await waitFor('the first refusals', async () => (await audited('&action=getRepository')).length === 2);
    expect((await audited()).length - before).toBeLessThanOrEqual(4);
    // At the end of the minute, or of the process, the others are recorded as a count.
    await using stopped = await startApi({ connection: api.connection });
    for (let at = 0; at < 5; at++) await stopped.ask('/api/v1/issues', { key: null });
    await stopped[Symbol.asyncDispose]();
    const refusals = await audited('&action=listAllIssues');
    expect(
      refusals.map(({ count, outcome, actor }: Record<string, unknown>) => [count, outcome, actor]),
    ).toEqual([
      [4, 'refused', 'anonymous'],
      [1, 'refused', 'anonymous'],
    ]);
  });

  test('keeps entries within the retention', async () => {
    const { database } = api.connection;
    await sql`update audit_log set recorded_at = now() - interval '9 days' where id % 2 = 0`.execute(
      database,
    );
    const all = (await audited()).length;
    const pruned = await pruneAuditLog(database, { days: 8, batch: 3 });
    expect(pruned).toBeGreaterThan(3);
    expect((await audited()).length).toBe(all - pruned);
  });
});

describe('a POST with an Idempotency-Key', () => {
  const project = (name: string, idempotencyKey: string, options: { key?: string; body?: object } = {}) =>
    api.ask('/api/v1/projects', {
      method: 'POST',
      body: { repository: 'acme/shown', name, ...options.body },
      headers: { 'idempotency-key': idempotencyKey },
      ...(options.key !== undefined && { key: options.key }),
    });

  test('runs once, and is answered with the first response', async () => {
    const key = randomUUID();
    const first = await project('once', key);
    const second = await project('once', `"${key}"`);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    // Also a refusal.
    const taken = randomUUID();
    const refused = await project('once', taken);
    expect([refused.status, refused.json.code]).toEqual([409, 'project_exists']);
    expect(await project('once', taken)).toMatchObject({ status: 409, json: { code: 'project_exists' } });
  });

  test('and another body is 422, and the key is scoped to its API key', async () => {
    const key = randomUUID();
    await project('mine', key);
    expect(await project('other', key)).toMatchObject({
      status: 422,
      json: { code: 'idempotency_mismatch' },
    });
    const stranger = await project('other', key, { key: await api.createKey({ scopes: ['write'] }) });
    expect(stranger.status).toBe(201);
  });

  test('is 409 while the first is running, and runs if that one died', async () => {
    const key = randomUUID();
    const two = await Promise.all([project('raced', key), project('raced', key), project('raced', key)]);
    const statuses = two.map(({ status }) => status);
    expect(
      statuses.filter((status) => status === 409).length + statuses.filter((status) => status === 201).length,
    ).toBe(3);
    expect(statuses).toContain(201);
    expect(
      (await api.ask('/api/v1/projects?repository=acme/shown')).json.data.filter(
        ({ name }: { name: string }) => name === 'raced',
      ),
    ).toHaveLength(1);

    // A process that dies leaves its claim.
    const left = randomUUID();
    await project('left', left);
    const { pool } = api.connection;
    await pool.query('update idempotency_keys set answer = null where key = $1', [left]);
    expect(await project('left', left)).toMatchObject({
      status: 409,
      json: { code: 'idempotency_in_progress' },
    });
    await pool.query(`update idempotency_keys set claimed_until = now() where key = $1`, [left]);
    expect(await project('left', left)).toMatchObject({ status: 201, json: { name: 'left' } });
  });

  test('does not store a response with a secret', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await make({ name: 'secret', scopes: ['read'] }, headers);
    const again = await make({ name: 'secret', scopes: ['read'] }, headers);
    expect([first.status, again.status, again.json.code]).toEqual([201, 409, 'answer_not_kept']);
    const { rows } = await api.connection.pool.query('select answer from idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(first.json.key);
  });

  test('has one effect where the first request failed after its effect was committed', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await using reaching = await startApi({
      connection: api.connection,
      github: { tokens: [`ghp_${'a'.repeat(36)}`] },
    });
    const refused = await api.ask('/api/v1/sync/all', { method: 'POST', body: { force: false }, headers });
    expect(refused.json.code).toBe('github_no_credential');
    const make = () => reaching.ask('/api/v1/sync/all', { method: 'POST', body: { force: false }, headers });
    const jobs = async () =>
      (await api.connection.pool.query('select count(*)::int as count from sync_jobs')).rows[0].count;
    const before = await jobs();
    const { push } = reaching.tasks;
    reaching.tasks.push = () => {
      throw new Error('the queue is unavailable');
    };
    expect((await make()).status).toBe(500);
    reaching.tasks.push = push;
    expect(await jobs()).toBe(before + 1);
    const [second, third] = [await make(), await make()];
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([202, null]);
    expect([third.status, third.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    expect(third.json).toEqual(second.json);
    expect(await jobs()).toBe(before + 1);
  });

  test('does not keep a precondition that failed, as nothing was done', async () => {
    const create = (headers: Record<string, string>) =>
      api.ask('/api/v1/projects', {
        method: 'POST',
        body: { repository: 'acme/shown', name: 'conditional' },
        headers: { 'idempotency-key': 'conditional', ...headers },
      });
    expect((await create({ 'if-match': '"other"' })).status).toBe(412);
    const created = await create({});
    expect([created.status, created.headers.get('idempotency-replayed')]).toEqual([201, null]);
    // It was done: the precondition of a repetition is not evaluated.
    expect((await create({ 'if-match': '"other"' })).status).toBe(201);
  });

  test('that is malformed is 400, and a request that is not valid leaves the key free', async () => {
    for (const key of ['x'.repeat(256), 'two words', '"open', 'ü']) {
      expect([key, (await project('bad', key)).status]).toEqual([key, 400]);
    }
    const key = randomUUID();
    expect((await project('free', key, { body: { repository: 'none' } })).status).toBe(400);
    expect((await project('free', key)).status).toBe(201);
  });

  test('expires after 24 hours', async () => {
    const { database, pool } = api.connection;
    const request = { apiKeyId: 0, key: 'old', fingerprint: Buffer.from('1') };
    const claim = () => claimIdempotencyKey(database, request, { seconds: 60 });
    expect(await claim()).toMatchObject({ state: 'claimed' });
    expect(await claim()).toEqual({ state: 'running' });
    await pool.query(
      `update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'`,
    );
    expect(await claim()).toMatchObject({ state: 'claimed' });
    await pool.query(
      `update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'`,
    );
    expect(await pruneIdempotencyKeys(database)).toBe(1);
  });

  test('does not expire while a repeated request runs', async () => {
    const { database, pool } = api.connection;
    const request = { apiKeyId: 0, key: 'almost-old', fingerprint: Buffer.from('1') };
    const claim = () => claimIdempotencyKey(database, request, { seconds: 60 });
    const age = (by: string, ended: string) =>
      pool.query(
        `update idempotency_keys set created_at = created_at - $1::interval, claimed_until = ${ended} where key = 'almost-old'`,
        [by],
      );
    await claim();
    await age('23 hours 59 minutes', 'now()');
    expect(await claim()).toMatchObject({ state: 'claimed', isRepeated: true });
    await age('2 minutes', 'claimed_until');
    expect([await claim(), await pruneIdempotencyKeys(database)]).toEqual([{ state: 'running' }, 0]);
  });
});
