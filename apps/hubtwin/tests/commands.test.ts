import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { storeDeliveries } from '@hubtwin/database';
import { startSimulator } from '@hubtwin/github-simulator';
import { buildDelivery, createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareDatabase } from '../src/prepare-database.ts';

const run = promisify(execFile);
const hubtwin = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let twin: TestDatabase;

beforeAll(async () => {
  twin = await createTestDatabase();
  await prepareDatabase({ url: twin.url, redisUrl: undefined });
});
afterAll(() => twin[Symbol.asyncDispose]());

/** @returns what it printed, and its exit code. */
const command = (...args: string[]) => commandWith({}, ...args);

async function commandWith(environment: Record<string, string>, ...args: string[]) {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: twin.url,
    ENCRYPTION_KEYS: `new:${randomBytes(32).toString('base64')}`,
    METRICS_PORT: '0',
    INGRESS_PORT: '1',
    API_PORT: '1',
    ...environment,
  };
  try {
    const { stdout, stderr } = await run(process.execPath, [hubtwin, ...args], { env, cwd: '/' });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error && 'code' in error)
      return { code: error.code, stdout: `${error.stdout}`, stderr: `${error.stderr}` };
    throw error;
  }
}
const read = async (...args: string[]) => JSON.parse((await command(...args, '--json')).stdout);

test('a created key is stored as a hash, listed with its expiry, refused once revoked, and all of it is in the audit log', async () => {
  const made = await read('keys', 'create', 'dashboard', '--scope', 'read', 'write', '--expires', '90d');
  expect(made.key).toMatch(/^htk_[\w-]{40}$/);
  const { rows } = await twin.pool.query('select key_hash, expires_at from api_keys where id = $1', [
    made.id,
  ]);
  expect(rows[0].key_hash).toEqual(createHash('sha256').update(made.key).digest());
  expect(rows[0].expires_at.getTime() - Date.now()).toBeGreaterThan(89 * 86_400_000);
  const [listed] = await read('keys', 'list');
  expect(listed).toMatchObject({
    id: made.id,
    name: 'dashboard',
    scopes: ['read', 'write'],
    revoked_at: null,
  });
  expect(JSON.stringify(listed)).not.toContain(made.key);
  expect((await command('keys', 'revoke', `${made.id}`)).code).toBe(0);
  expect((await read('keys', 'list'))[0].revoked_at).not.toBeNull();
  expect((await command('keys', 'create', 'x', '--repository', 'no/body')).code).toBe(2);
  const audited = await twin.pool.query('select action, actor from audit_log order by id');
  expect(audited.rows).toEqual([
    { action: 'createApiKey', actor: 'command_line' },
    { action: 'revokeApiKey', actor: 'command_line' },
  ]);
});

test('a failed or parked delivery is enqueued by its GUID, or all that the filters match; status shows it', async () => {
  const deliveries = ['issues', 'issues', 'push', 'star'].map((event) => buildDelivery({ event }));
  await storeDeliveries(twin.pool, deliveries, randomUUID());
  const set = (status: string, at: number) =>
    twin.pool.query('update webhook_deliveries set status = $1 where guid = $2', [
      status,
      deliveries[at]?.guid,
    ]);
  await Promise.all([set('failed', 0), set('parked', 1), set('parked', 2), set('processed', 3)]);
  const waiting = async () =>
    (await twin.pool.query(`select count(*)::int as count from webhook_deliveries where status = 'received'`))
      .rows[0].count;

  const before = await read('status');
  expect(before.deliveries).toMatchObject({ total: 4, failed: 1, parked: 2, processed: 1 });
  expect((await command('replay')).code).toBe(2);
  expect((await command('replay', '72d3162e-cc78-11e3-81ab-4c9367dc0958')).code).toBe(1);
  expect(await read('replay', '--failed', '--event', 'issues', '--since', '1h')).toMatchObject({
    matched: 2,
    queued: 2,
  });
  expect(await waiting()).toBe(2);
  expect(await read('replay', `${deliveries[3]?.guid}`)).toMatchObject({ outcome: 'queued' });
  expect(await read('replay', '--failed', '--until', '1h')).toMatchObject({ matched: 0 });
  expect(await read('replay', '--failed')).toMatchObject({ matched: 1, queued: 1, is_more: false });
  expect(await waiting()).toBe(4);

  const after = await read('status');
  expect(after.queues).toContainEqual({ name: 'deliveries', waiting: 3, active: 0, delayed: 0, failed: 0 });
  expect(after.services).toEqual([
    { name: 'ingress', url: 'http://localhost:1/readyz', is_reachable: false },
    { name: 'api', url: 'http://localhost:1/readyz', is_reachable: false },
  ]);
  expect((await command('status')).stdout).toMatch(
    /Deliveries, last hour +4 received: 0 processed, 0 failed, 0 parked, 4 waiting/,
  );
});

describe('an error is one line with its remedy, and sets the exit code', () => {
  const failures = [
    ...['migrate', 'status', 'keys list --json', 'import acme --json'].map((line) => ({
      line,
      // Of several addresses Node says only that all failed.
      env: { DATABASE_URL: 'postgres://localhost:1/none' },
      code: 4,
      is: 'database_unavailable',
    })),
    { line: 'sync acme --json', env: {}, code: 2, is: 'usage' },
    { line: 'status --json', env: { GITHUB_RETRY_COUNT: 'many' }, code: 3, is: 'configuration' },
    { line: 'sync acme/never --json', env: {}, code: 1, is: 'not_found' },
    { line: 'import acme --json', env: {}, code: 6, is: 'github_no_credential' },
    { line: 'keys revoke 999 --json', env: {}, code: 1, is: 'not_found' },
    { line: 'keys revoke 999', env: {}, code: 1, is: 'not_found' },
    { line: `replay ${randomUUID()} --json`, env: {}, code: 1, is: 'not_found' },
  ];

  test.for(failures)('$line: $is', { concurrent: true }, async ({ line, env, code, is }, { expect }) => {
    const ended = await commandWith(env, ...line.split(' '));
    expect([ended.code, ended.stderr, ended.stdout].join('\n')).not.toMatch(/\n\s+at |node_modules|\.ts:/);
    expect(ended.code).toBe(code);
    if (line.endsWith('--json')) {
      const { error } = JSON.parse(ended.stdout);
      expect(error).toEqual({
        code: is,
        message: expect.stringMatching(/^.{5,}$/),
        remedy: expect.stringMatching(/^.{5,}$/),
      });
    } else expect(ended.stderr).toMatch(/^.{5,} → .{5,}\n$/);
  });

  test('documents have the field names of the API', async () => {
    const camelCased = /"[a-z]+[A-Z]\w*":/;
    for (const line of ['status', 'keys list', 'secrets rotate']) {
      const { stdout } = await command(...line.split(' '), '--json');
      expect(JSON.parse(stdout)).toBeDefined();
      expect(stdout).not.toMatch(camelCased);
    }
  });
});

test('secrets rotate reports the result of every column with secrets', async () => {
  const { current_key, columns } = await read('secrets', 'rotate');
  expect(current_key).toBe('new');
  expect(columns).toContainEqual({ table: 'webhook_configs', column: 'secret', rotated: 0, unreadable: 0 });
});

test('an import that cannot be enqueued ends with the error of the queue', async () => {
  await using github = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
  const environment = {
    GITHUB_BASE_URL: github.simulator.world.host.api,
    GITHUB_TOKEN: github.rest.credentials.createPersonalToken({ login: 'ada-okafor' }),
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  const ended = await commandWith(environment, 'import', 'demo-org/storefront', '--json');
  expect([ended.code, JSON.parse(ended.stdout)]).toMatchObject([5, { error: { code: 'queue_unavailable' } }]);
});
