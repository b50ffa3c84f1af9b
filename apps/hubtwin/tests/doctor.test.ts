import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { appManifest } from '@hubtwin/replication';
import {
  type AppProcess,
  createTestDatabase,
  freePort,
  startApp,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check } from '../src/doctor/check.ts';
import { judgeDisk } from '../src/doctor/check-disk.ts';
import { diagnose } from '../src/doctor/diagnose.ts';

const run = promisify(execFile);
const hubtwin = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const webhookSecret = randomBytes(32).toString('hex');

let owned: AsyncDisposableStack;
let twin: TestDatabase;
let redis: TestRedis;
let github: RunningSimulator;
let ingress: AppProcess;
let home: string;
let environment: Record<string, string>;

beforeAll(async () => {
  owned = new AsyncDisposableStack();
  twin = owned.use(await createTestDatabase());
  redis = owned.use(await startTestRedis());
  home = owned.adopt(mkdtempSync(join(tmpdir(), 'hubtwin-doctor-')), (folder) =>
    rmSync(folder, { recursive: true }),
  );
  mkdirSync(join(home, 'postgres'));
  const port = await freePort();
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/github`;
  github = owned.use(
    await startSimulator({ seed: 1, port: 0, scenario: 'quiet', webhookUrl, webhookSecret }),
  );
  const needs = appManifest({ name: '', publicUrl: '', webhookUrl: '', redirectUrl: '' });
  Object.assign(github.simulator.world.app, {
    permissions: needs.default_permissions,
    events: needs.default_events,
  });
  environment = {
    DATABASE_URL: twin.url,
    REDIS_URL: redis.url,
    INGRESS_PORT: `${port}`,
    GITHUB_BASE_URL: github.url,
    GITHUB_WEBHOOK_URL: webhookUrl,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    GITHUB_APP_ID: `${github.simulator.app.id}`,
    GITHUB_APP_PRIVATE_KEY: github.rest.appKey.privateKey,
    ENCRYPTION_KEYS: `one:${randomBytes(32).toString('base64')}`,
    HUBTWIN_ADMIN_KEY: `htk_${randomBytes(24).toString('hex')}`,
  };
  ingress = owned.use(await startApp('ingress', environment));
  for (const each of github.simulator.commands.install({ by: 'ada-okafor' }).deliveries)
    await github.deliverer.deliver(each);
});
afterAll(() => owned.disposeAsync());

/** The failed checks and warnings, by name. */
async function faults(changed: Record<string, string> = {}, removed: string[] = []) {
  const entries = Object.entries({ ...environment, ...changed }).filter(([name]) => !removed.includes(name));
  const checks = await diagnose({ environment: Object.fromEntries(entries), home });
  for (const { outcome, remedy } of checks) expect(remedy === null).toBe(outcome === 'ok');
  const text = JSON.stringify(checks);
  for (const secret of [
    webhookSecret,
    environment.ENCRYPTION_KEYS,
    environment.HUBTWIN_ADMIN_KEY,
    '-----BEGIN',
  ])
    expect(text).not.toContain(secret);
  return new Map(checks.filter(({ outcome }) => outcome !== 'ok').map((check) => [check.name, check]));
}

const messageOf = (found: Map<string, Check>, name: string) => {
  const check = found.get(name);
  return check === undefined
    ? `no fault ${name}, but ${[...found.keys()]}`
    : `${check.outcome}: ${check.message}`;
};

test('a sound installation has no problems except the settings that make Postgres and Redis fast for tests', async () => {
  expect([...(await faults()).keys()]).toEqual(['database durability', 'Redis persistence']);
});

test('each problem of the database is reported: unavailable, not durable, pending migrations', async () => {
  const unavailable = await faults({ DATABASE_URL: 'postgres://hubtwin:hidden@127.0.0.1:1/hubtwin' });
  expect(messageOf(unavailable, 'database')).toMatch(/^failed: Postgres cannot be reached/);
  expect(JSON.stringify([...unavailable])).not.toContain('hidden');
  expect(messageOf(await faults({}, ['DATABASE_URL']), 'database')).toMatch(
    /^failed: DATABASE_URL is not set/,
  );

  await twin.pool.query('delete from kysely_migration where name = (select max(name) from kysely_migration)');
  const found = await faults();
  expect(messageOf(found, 'database durability')).toMatch(/^failed: fsync, .*off: a delivery/);
  expect(messageOf(found, 'migrations')).toMatch(/^failed: Pending migrations: 00/);

  const failing = run(process.execPath, [hubtwin, 'doctor'], {
    env: { PATH: process.env.PATH, ...environment },
    cwd: home,
  });
  await expect(failing).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/FAILED +migrations: .*\n +→ Run hubtwin migrate/),
  });
});

test('a Redis that evicts jobs, and one that is unavailable, are reported', async () => {
  await using evicting = await startTestRedis();
  await setPolicy(evicting.url, 'allkeys-lru');
  expect(messageOf(await faults({ REDIS_URL: evicting.url }), 'Redis eviction')).toMatch(
    /^failed: .*allkeys-lru/,
  );
  expect(messageOf(await faults({ REDIS_URL: 'redis://127.0.0.1:1' }), 'Redis')).toMatch(
    /^failed: It cannot be reached/,
  );
});

test('problems of the App are reported: its key, its permissions and events, its installations', async () => {
  const { world, commands } = github.simulator;
  const wrong = await faults({ GITHUB_APP_ID: '1' });
  expect(messageOf(wrong, 'GitHub App')).toMatch(/^failed: GitHub does not accept it/);
  const { permissions, events } = world.app;
  const { administration: _, ...fewer } = permissions;
  Object.assign(world.app, { permissions: fewer, events: events.filter((event) => event !== 'push') });
  const found = await faults();
  expect(messageOf(found, 'GitHub App permissions')).toMatch(
    /administration: write.*Not mirrored: .*runners/,
  );
  expect(messageOf(found, 'GitHub App events')).toMatch(/does not receive push/);
  Object.assign(world.app, { permissions, events });

  const installation = [...world.installations.values()][0] ?? expect.fail('none');
  Object.assign(installation, { permissions: fewer });
  expect(messageOf(await faults(), 'installation on demo-org')).toMatch(/not accepted administration/);
  Object.assign(installation, { permissions });
  commands.suspendInstallation({ by: 'ada-okafor' });
  expect(messageOf(await faults(), 'installation on demo-org')).toMatch(/suspended since/);
  commands.unsuspendInstallation({ by: 'ada-okafor' });

  expect(messageOf(await faults({ GITHUB_BASE_URL: 'http://127.0.0.1:1' }), 'GitHub address')).toMatch(
    /^failed: Cannot connect to 127\.0\.0\.1:1: /,
  );
  const none = await faults({}, ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY']);
  expect(messageOf(none, 'GitHub credentials')).toMatch(/^failed: Neither/);
  const token = await faults({ GITHUB_TOKEN: `ghp_${'x'.repeat(36)}` }, [
    'GITHUB_APP_ID',
    'GITHUB_APP_PRIVATE_KEY',
  ]);
  expect(messageOf(token, 'GitHub token 1')).toMatch(/^failed: GitHub does not accept it/);
});

test('an unknown account of GITHUB_ORG is reported, and one without any token', async () => {
  const { credentials } = github.rest;
  const GITHUB_TOKEN = credentials.createPersonalToken({ login: 'ada-okafor', scopes: ['repo', 'read:org'] });
  const found = await faults({ GITHUB_TOKEN, GITHUB_ORG: 'demo-org,nobody-there' });
  expect(messageOf(found, 'GITHUB_ORG')).toBe('failed: GitHub has no account nobody-there.');
  expect((await faults({ GITHUB_TOKEN, GITHUB_ORG: 'demo-org,ada-okafor' })).has('GITHUB_ORG')).toBe(false);
  expect(messageOf(await faults({ GITHUB_ORG: 'demo-org' }), 'GITHUB_ORG')).toMatch(/no token is configured/);
});

test('a webhook with another URL, without a secret, or without responses is reported, and an unreachable ingress', async () => {
  const elsewhere = await faults({ GITHUB_WEBHOOK_URL: `${github.url}/webhooks/github` });
  expect(messageOf(elsewhere, 'webhook')).toMatch(
    /^failed: GitHub delivers to .*, not to GITHUB_WEBHOOK_URL/,
  );
  expect(messageOf(elsewhere, 'webhook URL')).toMatch(/^failed: .* not like the ingress/);
  const { world, commands } = github.simulator;
  const hook = world.hooks.get(world.app.hookId) ?? expect.fail('none');
  Object.assign(hook, { secret: null });
  expect(messageOf(await faults(), 'webhook')).toMatch(/^failed: It has no secret/);
  const issue = commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: 'Unsigned' });
  for (const each of issue.deliveries) await github.deliverer.deliver(each);
  expect(messageOf(await faults(), 'webhook deliveries')).toMatch(
    /^warning: 1 of the last \d+ were not accepted \(401/,
  );
  Object.assign(hook, { secret: webhookSecret });
  await ingress[Symbol.asyncDispose]();
  expect(messageOf(await faults(), 'webhook URL')).toMatch(/^failed: .* cannot be reached/);
  expect(messageOf(await faults({}, ['GITHUB_WEBHOOK_URL']), 'webhook URL')).toMatch(/^warning: .* not set/);
});

test('weak secrets, an invalid value, a full disk, and differing clocks are reported', async () => {
  expect(messageOf(await faults({ GITHUB_WEBHOOK_SECRET: 'secret' }), 'secrets')).toMatch(
    /^failed: .*at least 32/,
  );
  expect(messageOf(await faults({}, ['ENCRYPTION_KEYS']), 'secrets')).toMatch(/^warning: ENCRYPTION_KEYS/);
  expect((await faults({ DATABASE_URL: 'nowhere' })).has('secrets'), 'no secret is at fault').toBe(false);
  expect(messageOf(await faults({ GITHUB_REQUEST_TIMEOUT: 'soon' }), 'configuration')).toMatch(
    /GITHUB_REQUEST_TIMEOUT/,
  );
  expect([9, 3, 0.5].map((free) => judgeDisk(free * 2 ** 30, home).outcome)).toEqual([
    'ok',
    'warning',
    'failed',
  ]);
  github.simulator.shiftTime(20_000);
  expect(messageOf(await faults(), 'clock of GitHub')).toMatch(/^warning: It is (19|20) s ahead/);
  github.simulator.shiftTime(120_000);
  expect(messageOf(await faults(), 'clock of GitHub')).toMatch(/^failed: It is 1[12]\d s ahead/);
});

test('any other server instead of GitHub, and any local problem, is reported with a remedy and no stack', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hubtwin-doctor-broken-'));
  owned.defer(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, '.hubtwin'));
  writeFileSync(join(folder, '.hubtwin', 'environment.json'), '{"broken');
  const doctor = (cwd: string, changed: Record<string, string> = {}) =>
    run(process.execPath, [hubtwin, 'doctor'], {
      env: { PATH: process.env.PATH, ...environment, ...changed },
      cwd,
    }).catch((error: { stdout: string; stderr: string }) => error);
  for (const { stdout, stderr } of [
    await doctor(folder),
    await doctor(home, { GITHUB_BASE_URL: `${github.url}/nowhere` }),
    await doctor(home, { GITHUB_APP_PRIVATE_KEY: 'no key' }),
  ]) {
    expect(stdout).toMatch(/^FAILED .*\n +→ \S/m);
    expect(`${stdout}${stderr}`).not.toMatch(/^ +at /m);
    expect(stderr).toBe('');
  }
});

test('a GraphQL API that does not answer is reported, and a token that lacks a scope', async () => {
  github.rest.faults.add({ fault: { kind: 'refusal', status: 404, message: 'Not Found' }, path: '/graphql' });
  expect(messageOf(await faults(), 'GitHub GraphQL')).toMatch(
    /^failed: GitHub answers 404 \(POST \/graphql\)/,
  );
  github.rest.faults.clear();
  const { createPersonalToken } = github.rest.credentials;
  const lacking = createPersonalToken({ login: 'ada-okafor', scopes: ['public_repo'] });
  const fine = createPersonalToken({ login: 'ada-okafor', format: 'fine-grained' });
  expect(messageOf(await faults({ GITHUB_TOKEN: fine }), 'GitHub token 1')).toMatch(/^no fault/);
  const message = 'Resource not accessible by personal access token';
  for (const path of ['/actions/runners', '/pulls\\?'])
    github.rest.faults.add({ fault: { kind: 'refusal', status: 403, message }, path });
  expect(messageOf(await faults({ GITHUB_TOKEN: fine }), 'GitHub token 1')).toMatch(
    /^warning: fine-grained of ada-okafor: it lacks the permission to read (pull_requests, administration|administration, pull_requests),/,
  );
  github.rest.faults.clear();
  const found = await faults({ GITHUB_TOKEN: lacking });
  expect(messageOf(found, 'GitHub token 1')).toMatch(
    /^warning: classic of ada-okafor: it lacks repo and read:org/,
  );
});

async function setPolicy(url: string, policy: string): Promise<void> {
  const { connectRedis } = await import('@hubtwin/redis');
  const redis = connectRedis(url);
  await new Promise((resolve) => redis.once('ready', resolve));
  await redis.config('SET', 'maxmemory-policy', policy);
  redis.disconnect();
}
