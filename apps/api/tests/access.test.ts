import { randomUUID } from 'node:crypto';
import { contract } from '@hubtwin/contract';
import { createProject, createSyncJob } from '@hubtwin/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installationOf, issueOf, jobOf, pullOf, renamedFrom, runOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const shown = { id: 3001, fullName: 'acme/shown' };
const hidden = { id: 3002, fullName: 'acme/hidden' };
const second = 1_000;

let api: TestApi;
let limited: string;
const guids = { shown: '', hidden: '', none: '' };
beforeAll(async () => {
  api = await startApi();
  for (const [repo, n] of [
    [shown, 0],
    [hidden, 1],
  ] as const) {
    await api.apply([
      issueOf(repo, { id: 10 + n, number: 1 }),
      pullOf(repo, { id: 20 + n, number: 2 }),
      runOf(repo, { id: 30 + n }),
      jobOf(repo, 40 + n, 30 + n),
      installationOf(50 + n, [repo]),
    ]);
  }
  await api.apply([installationOf(60, [shown, hidden]), renamedFrom(hidden, 'was-hidden')]);
  await sql`
    insert into runners (scope, id, organization_id, raw, version, source, synced_at)
      values ('orgs/900', 5, 900, '{}', '', 'sync', now())
  `.execute(api.connection.database);
  const end = { status: 'parked', action: 'opened', error: 'no' } as const;
  guids.shown = await storeDelivery(api, 'issues', {}, { ...end, repository_id: shown.id });
  guids.hidden = await storeDelivery(api, 'issues', {}, { ...end, repository_id: hidden.id });
  guids.none = await storeDelivery(api, 'installation', {}, end);
  limited = await api.createKey({ scopes: ['read', 'write'], repositoryIds: [shown.id] });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Any URL that the route matches, whether or not the object exists. */
const placeholders: Record<string, string> = { delivery_id: randomUUID(), sha: 'a'.repeat(40) };
const addressOf = (path: string) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => placeholders[name] ?? '1');

const entries = Object.entries(contract);

test.for(entries.filter(([, { scope, mediaType }]) => scope === null && mediaType === 'application/json'))(
  '%s needs no key',
  async ([, { path }]) => {
    expect((await api.ask(path, { key: null })).status).toBe(200);
  },
);

describe.for(entries.filter(([, { scope }]) => scope !== null))('%s', ([, { method, path, scope }]) => {
  const init = { method: method.toUpperCase() };

  test('needs a valid key', async () => {
    const keys = {
      none: null,
      unknown: `htk_${'x'.repeat(32)}`,
      malformed: 'secret',
      revoked: await api.createKey({ scopes: [scope ?? ''], revokedAt: new Date() }),
      expired: await api.createKey({ scopes: [scope ?? ''], expiresAt: new Date(Date.now() - second) }),
    };
    for (const [name, key] of Object.entries(keys)) {
      const answer = await api.ask(addressOf(path), { ...init, key });
      expect([name, answer.status, answer.json.code]).toEqual([name, 401, 'unauthenticated']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  test('needs its own scope, and no other', async () => {
    for (const given of ['read', 'write', 'admin']) {
      const key = await api.createKey({ scopes: [given] });
      const { status } = await api.ask(addressOf(path), { ...init, key });
      if (given === scope) expect([401, 403]).not.toContain(status);
      else expect([given, status]).toEqual([given, 403]);
    }
  });
});

test('the key may not be sent in another way, and the scheme is written in any case', async () => {
  const key = await api.createKey();
  const path = '/api/v1/repositories';
  expect((await api.ask(`${path}?key=${key}`, { key: null })).status).toBe(401);
  expect((await api.ask(path, { key: null, headers: { authorization: `bearer ${key}` } })).status).toBe(200);
  expect((await api.ask(path, { key: null, headers: { authorization: `Basic ${key}` } })).status).toBe(401);
});

test('a key that is revoked while in use is refused at once', async () => {
  const key = await api.createKey();
  expect((await api.ask('/api/v1/repositories', { key })).status).toBe(200);
  await sql`update api_keys set revoked_at = now()`.execute(api.connection.database);
  expect((await api.ask('/api/v1/repositories', { key })).status).toBe(401);
  await sql`update api_keys set revoked_at = null`.execute(api.connection.database);
});

test('the last use of a key is recorded, at most once a minute', async () => {
  const { database } = api.connection;
  const key = await api.createKey({ scopes: ['read', 'noted'] });
  const lastUse = async () =>
    (
      await database
        .selectFrom('api_keys')
        .selectAll()
        .where('scopes', '=', sql<string[]>`'{read,noted}'`)
        .executeTakeFirstOrThrow()
    ).last_used_at;
  expect(await lastUse()).toBeNull();
  await api.ask('/api/v1/repositories', { key });
  const first = await lastUse();
  expect(first).not.toBeNull();
  await api.ask('/api/v1/repositories', { key });
  expect(await lastUse()).toEqual(first);
  await sql`update api_keys set last_used_at = now() - interval '61 seconds'`.execute(database);
  await api.ask('/api/v1/repositories', { key });
  expect(Number(await lastUse())).toBeGreaterThan(Date.now() - 30 * second);
});

describe('a key limited to some repositories', () => {
  const ask = (path: string, method = 'GET', body?: object) =>
    api.ask(path, { key: limited, method, ...(body === undefined ? {} : { body }) });

  test('sees nothing of the others, not even that they exist', async () => {
    const answers = await Promise.all(
      ['acme/hidden', 'acme/was-hidden', 'acme/never-was'].flatMap((name) =>
        [
          '',
          '/info',
          '/issues',
          '/issues/1',
          '/pulls/2',
          '/runs/31',
          '/runs/31/jobs',
          '/runners',
          '/changes',
        ].map((rest) => ask(`/api/v1/repositories/${name}${rest}`)),
      ),
    );
    const responses = answers.map(({ status, headers, json: { request_id, ...document } }) =>
      JSON.stringify([status, headers.get('location'), document]),
    );
    expect(new Set(responses).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    const byId = ['3002', '3999'].map(async (id) => (await ask(`/api/v1/repositories/by-id/${id}`)).text);
    const [one = '', other = ''] = (await Promise.all(byId)).map((text) => text.replace(/"request_id.*/, ''));
    expect(one).toBe(other);
  });

  const gets = entries.filter(([, { method, scope }]) => method === 'get' && scope === 'read');

  test.for(entries.filter(([, { path }]) => path.includes('{repo}')))(
    'gets the same answer from %s for a hidden repository as for a missing one',
    async ([, { method, path, scope, query, bodyExample }]) => {
      const key = await api.createKey({ scopes: [scope ?? ''], repositoryIds: [shown.id] });
      const responses = await Promise.all(
        ['hidden', 'was-hidden', 'never-was'].map(async (name) => {
          const confirmed = 'confirm' in query.shape ? `?confirm=acme/${name}` : '';
          const address = `${addressOf(path.replace('{owner}', 'acme').replace('{repo}', name))}${confirmed}`;
          const body = typeof bodyExample === 'object' && bodyExample !== null ? { body: bodyExample } : {};
          const { status, text } = await api.ask(address, { key, method: method.toUpperCase(), ...body });
          return [status, text.replace(/"request_id":"[^"]*"/, '')];
        }),
      );
      expect(responses[0]?.[0]).toBe(404);
      expect(new Set(responses.map((each) => JSON.stringify(each))).size).toBe(1);
    },
  );

  test('gets the same answer from every read, regardless of changes in a hidden repository', async () => {
    // Numbers of objects in both repositories, and names that this key cannot resolve.
    const values = ['30', '31', '1', '2', '11', '51', '60'];
    const own = { owner: 'acme', repo: 'shown' };
    const addresses = gets.flatMap(([, { path, query }]) => {
      const named = path.replace(/\{(owner|repo)\}/g, (_, name: 'owner' | 'repo') => own[name]);
      const filled = named.includes('{')
        ? values.map((value) => addressOf(named.replace(/\{(id|number)\}/, value)))
        : [named];
      const q = 'q' in query.shape ? '?q=canary' : '';
      const filters = ['acme/hidden', 'acme/never-was'].map((name) => `&repository=${name}`);
      return filled.flatMap((address) => [
        `${address}${q}`,
        ...('repository' in query.shape ? filters.map((filter) => `${address}${q || '?'}${filter}`) : []),
      ]);
    });
    const readAll = async () => {
      const answers = [];
      for (const address of addresses) {
        const { status, text } = await ask(address);
        // The change log is shared: its position reveals that something changed, but not where or what.
        const responses = text.replace(
          /"(request_id|since)":"[^"]*"|"read_to":\d+|heartbeat \d+\nid: \d+/g,
          '',
        );
        answers.push([address, status, responses]);
      }
      return answers;
    };
    const before = await readAll();
    const canary = 'canary';
    await api.apply([
      issueOf(hidden, { id: 61, number: 7, title: canary }),
      pullOf(hidden, { id: 62, number: 8, title: canary }),
      runOf(hidden, { id: 63, name: canary }),
      jobOf(hidden, 64, 63),
    ]);
    const { database } = api.connection;
    const tasks = [{ repositoryId: hidden.id, work: 'sync' }] as const;
    await createSyncJob(database, { type: 'manual_sync', priority: 'high', installationId: 60, tasks });
    await createProject(database, hidden.id, { name: canary, branch: null, planPath: null, manifests: null });
    await storeDelivery(api, canary, {}, { status: 'parked', action: canary, repository_id: hidden.id });
    const after = await readAll();
    expect(after).toEqual(before);
    expect(addresses.length).toBeGreaterThan(80);
    expect(JSON.stringify(after.map(([, , text]) => text))).not.toMatch(/hidden|canary/);
  });

  test('sees its own', async () => {
    for (const rest of ['', '/info', '/issues/1', '/pulls/2', '/runs/30', '/runs/30/jobs', '/changes']) {
      expect([rest, (await ask(`/api/v1/repositories/ACME/Shown${rest}`)).status]).toEqual([rest, 200]);
    }
    expect((await ask('/api/v1/repositories/acme/shown/runs/31')).status).toBe(404);
    expect((await ask('/api/v1/repositories/acme/shown/runs/31/jobs')).status).toBe(404);
  });

  test.for([
    ['/api/v1/repositories', [3001]],
    ['/api/v1/issues', [10]],
    ['/api/v1/pulls', [20]],
    ['/api/v1/runs', [30]],
    ['/api/v1/runners', [140]],
    ['/api/v1/installations', [50, 60]],
    ['/api/v1/installations/60/repositories', [3001]],
  ] as const)('finds only its own in %s', async ([path, ids]) => {
    const { json } = await ask(path);
    expect(json.data.map(({ id }: { id: number }) => id)).toEqual(ids);
  });

  test('does not see installations without access to its own', async () => {
    expect((await ask('/api/v1/installations/51')).status).toBe(404);
    expect((await ask('/api/v1/installations/51/repositories')).status).toBe(404);
  });

  test('sees, counts and replays only deliveries of its own repositories', async () => {
    const events = await ask('/api/v1/webhooks/events');
    expect(events.json.data.map((event: { delivery_id: string }) => event.delivery_id)).toEqual([
      guids.shown,
    ]);
    const [hidden, missing] = await Promise.all(
      ['hidden', 'never-was'].map((name) => ask(`/api/v1/webhooks/events?repository=acme/${name}`)),
    );
    expect([hidden?.status, hidden?.json.detail]).toEqual([404, missing?.json.detail]);
    expect((await ask(`/api/v1/webhooks/events/${guids.hidden}`)).status).toBe(404);
    expect((await ask(`/api/v1/webhooks/events/${guids.none}`)).status).toBe(404);
    expect((await ask('/api/v1/webhooks/stats')).json.total).toBe(1);
    expect((await ask('/api/v1/webhooks/health')).json.failed).toBe(1);

    expect((await ask(`/api/v1/webhooks/events/${guids.hidden}/replay`, 'POST')).status).toBe(404);
    const replayed = await ask('/api/v1/webhooks/events/replay', 'POST', { status: 'parked' });
    expect(replayed.json).toEqual({ status: 'queued', matched: 1, queued: 1 });
    expect(api.jobs.flatMap(({ deliveryIds }) => deliveryIds)).toEqual([guids.shown]);
  });
});
