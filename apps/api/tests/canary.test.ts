import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, freePort, startApp, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { adminKey } from './start-api.ts';
import { startGitHub } from './start-github.ts';

const repository = 'demo-org/storefront';
const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;

test('no token and no secret is in responses, logs, metrics and traces, also when GitHub fails', async () => {
  await using owned = new AsyncDisposableStack();
  const github = owned.use(await startGitHub());
  const connection = owned.use(await createTestDatabase());
  const folder = owned.adopt(await mkdtemp(join(tmpdir(), 'hubtwin-canary-')), (path) =>
    rm(path, { recursive: true }),
  );
  const { rest, url } = github.simulator;
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const secret = 'a-canary-that-signs-deliveries-1234';
  const keyFile = join(folder, 'keys');
  await writeFile(keyFile, keyOf('one', 1));

  const traces: string[] = [];
  const collector = createServer(async (request, response) => {
    const body = await request.setEncoding('utf8').toArray();
    traces.push(body.join(''));
    response.end('{}');
  });
  owned.defer(() => void collector.close());
  const [apiPort, collectorPort, ...metrics] = await Promise.all(Array.from({ length: 4 }, freePort));
  await new Promise<void>((resolve) => collector.listen(collectorPort, '127.0.0.1', resolve));
  const environment = {
    DATABASE_URL: connection.url,
    GITHUB_BASE_URL: url,
    GITHUB_TOKEN: github.token,
    GITHUB_RETRY_COUNT: '0',
    GITHUB_WEBHOOK_URL: 'http://127.0.0.1:9/webhooks/github',
    ENCRYPTION_KEYS_FILE: keyFile,
    HUBTWIN_ADMIN_KEY: adminKey,
    LOG_LEVEL: 'trace',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
    API_PORT: `${apiPort}`,
  };
  const start = (name: string, nth: number) =>
    startApp(name, { ...environment, METRICS_PORT: `${metrics[nth]}` });
  const processes = [owned.use(await start('api', 0)), owned.use(await start('sync-worker', 1))];

  const shown: string[] = [];
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${apiPort}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    shown.push(`${text} ${JSON.stringify([...response.headers])}`);
    return { status: response.status, json: text === '' ? null : JSON.parse(text) };
  };
  const at = `/repositories/${repository}`;
  expect((await ask('POST', '/repositories', { repository, token })).status).toBe(201);
  const hook = await ask('POST', '/webhooks/configs', { repository, events: ['issues'] });
  expect(hook.status).toBe(201);
  // It is shown once, here.
  shown.splice(-1, 1, (shown.at(-1) ?? '').replace(hook.json.secret, ''));
  const config = `/webhooks/configs/${hook.json.id}`;
  expect((await ask('PATCH', config, { secret })).status).toBe(200);

  // Invalid in every possible way.
  await ask('PATCH', at, { token, unknown: token, sync_interval_minutes: secret });
  await ask('POST', '/webhooks/configs', { repository, events: [secret], secret: `${secret} ` });
  await ask('PATCH', at, { token: `${token}${token}` });
  for (const kind of ['reset', 'truncated'] as const) {
    rest.faults.add({ fault: { kind }, count: 2 });
    await ask('PATCH', config, { secret: `${secret}-${kind}` });
    await ask('POST', `${at}/labels`, { name: kind });
    rest.faults.clear();
  }
  await ask('PATCH', config, { secret });

  // Running processes load a new key, and continue when the old one is dropped.
  await writeFile(keyFile, `${keyOf('two', 2)},${keyOf('one', 1)}`);
  const rotated = await ask('POST', '/secrets/rotate');
  expect(rotated.json).toMatchObject({
    current_key: 'two',
    tables: [{ rotated: 1 }, { rotated: 1 }, { rotated: 1 }],
  });
  await writeFile(keyFile, keyOf('two', 2));
  expect((await ask('POST', '/secrets/rotate')).json.tables).toMatchObject([
    { rotated: 0, unreadable: 0 },
    {},
    {},
  ]);
  expect((await ask('POST', `${at}/labels`, { name: 'after' })).status).toBe(201);
  // Repositories that were never read wait for an import-worker.
  await connection.pool.query('update repositories set last_synced_at = now()');
  const { json: job } = await ask('POST', `${at}/sync`, { force: true });
  await waitFor('the sync of the worker, whose key ring was older', async () => {
    const { json } = await ask('GET', `/sync/jobs/${job.id}`);
    return json.status === 'completed';
  });
  for (const path of [
    at,
    `${at}/info`,
    `${at}/changes`,
    '/webhooks/configs',
    config,
    '/status',
    '/rate-limits/status',
  ])
    expect((await ask('GET', path)).status).toBe(200);

  const scraped = await Promise.all(
    metrics.map(async (port) => await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
  );
  await waitFor('spans', () => traces.some((text) => text.includes('GitHub POST')));
  for (const each of processes) await each[Symbol.asyncDispose]();
  const { rows } = await connection.pool.query(
    `select string_agg(t::text, ' ') as text from (select to_jsonb(c) as t from changes as c
      union all select to_jsonb(j) from sync_jobs as j union all select to_jsonb(p) from sync_job_repositories as p) as all_rows`,
  );
  const places = {
    answers: shown.join('\n'),
    logs: processes.map((each) => each.output()).join('\n'),
    metrics: scraped.join('\n'),
    traces: traces.join('\n'),
    rows: rows[0].text,
  };
  for (const [place, text] of Object.entries(places)) {
    expect([place, text.length > 500]).toEqual([place, true]);
    for (const canary of [
      token,
      github.token,
      secret,
      hook.json.secret,
      adminKey,
      keyOf('', 1),
      keyOf('', 2),
    ])
      expect([place, text.includes(canary.replace(/^:/, ''))]).toEqual([place, false]);
  }
});
