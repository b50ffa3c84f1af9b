import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestFolder, freePort, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { startUp, type UpProcess } from './up-process.ts';

interface LocalSecrets {
  adminKey: string;
  webhookSecret: string;
  controlToken: string;
  demoApp: { privateKey: string };
  deployment: { webhookSecret: string };
}

const secretsOf = ({ folder }: UpProcess): LocalSecrets =>
  JSON.parse(readFileSync(join(folder, '.hubtwin/secrets.json'), 'utf8'));

/** Process ids of what `pid` started. */
function children(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}

/** Process ids of all that `pid` started, and what those started. */
function descendants(pid: number): number[] {
  return children(pid).flatMap((child) => [child, ...descendants(child)]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A line of a stack trace. */
const stack = /^ +at /m;

/** The commands of the README, in the order they stand there, against the given ports. */
function readmeCommands({ ports }: UpProcess): string[] {
  const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
  return [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) =>
    block
      .replaceAll('localhost:3000', `localhost:${ports.INGRESS_PORT}`)
      .replaceAll('localhost:3001', `localhost:${ports.API_PORT}`),
  );
}

test('hubtwin up starts everything: the demo fills the twin, the commands of the README work, no process remains', async () => {
  await using up = await startUp();
  expect(up.output()).toContain('Hubtwin runs');
  const { adminKey, webhookSecret } = secretsOf(up);
  expect(up.output()).toContain(adminKey);

  const api = `http://localhost:${up.ports.API_PORT}/api/v1`;
  for (const list of ['repositories', 'issues', 'pulls', 'runs', 'installations']) {
    await waitFor(`${list} of the demo`, async () => {
      const response = await fetch(`${api}/${list}`, { headers: { authorization: `Bearer ${adminKey}` } });
      const page = (await response.json()) as { data: unknown[] };
      return page.data.length > 0;
    });
  }
  const imported = JSON.parse(up.hubtwin('import', 'demo-org/storefront', '--json'));
  expect(imported).toMatchObject({ status: 'completed', repositories: 1, errors_count: 0 });
  // Throws where a check failed.
  expect(up.hubtwin('doctor')).toMatch(/ok +database durability: .*\n[\s\S]*ok +webhook URL: /);
  const { services } = JSON.parse(up.hubtwin('status', '--json'));
  expect(services.length).toBeGreaterThan(1);
  for (const { name, is_reachable } of services) expect(is_reachable, name).toBe(true);

  const commands = readmeCommands(up);
  expect(commands.length).toBeGreaterThan(3);
  const environment = { PATH: process.env.PATH, KEY: adminKey, WEBHOOK_SECRET: webhookSecret };
  const run = (command: string) =>
    execFileSync('bash', ['-euc', command], {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  for (const command of commands) {
    expect(run(command)).toMatch(/^\{/);
  }
  const [dataQuery] = commands;
  expect(execFileSync('bash', ['-euc', dataQuery ?? ''], { encoding: 'utf8', env: environment })).toContain(
    'full_name',
  );

  const processes = descendants(up.pid);
  expect(processes.length).toBeGreaterThan(4);
  expect(await up.stop('SIGINT')).toBe(0);
  expect(processes.filter(isAlive)).toEqual([]);

  const started = performance.now();
  await using again = await startUp({ folder: up.folder });
  expect(again.output()).toContain('Hubtwin runs');
  expect(again.output()).not.toContain(adminKey);
  expect(performance.now() - started).toBeLessThan(10_000);
}, 120_000);

/** The process id of its Postgres. */
const postmasterOf = ({ folder }: UpProcess) =>
  Number.parseInt(readFileSync(join(folder, '.hubtwin/postgres/data/postmaster.pid'), 'utf8'), 10);

test('a log that cannot be written, a second start in the folder, and a crash of Postgres end nothing', async () => {
  const folder = createTestFolder('crashing-up');
  mkdirSync(join(folder, '.hubtwin/logs'), { recursive: true });
  // Each write to it fails as on a full disk.
  symlinkSync('/dev/full', join(folder, '.hubtwin/logs/services.log'));
  await using up = await startUp({ folder });
  expect(up.output()).toContain('log of services are lost: ENOSPC');
  await using second = await startUp({ folder });
  expect(await second.stop('SIGINT')).toBe(1);
  expect(second.output()).toContain('Hubtwin is already running in this folder');
  expect(second.output()).not.toMatch(stack);

  const api = `http://localhost:${up.ports.API_PORT}`;
  const isReady = async () => (await fetch(`${api}/readyz`)).ok;
  expect(await isReady()).toBe(true);
  process.kill(postmasterOf(up), 'SIGKILL');
  await waitFor('word of the crash', () => up.output().includes('Postgres ended with SIGKILL'));
  await waitFor('the API to be ready again', isReady, { timeoutMs: 30_000 });
  const headers = { authorization: `Bearer ${secretsOf(up).adminKey}` };
  expect((await fetch(`${api}/api/v1/repositories`, { headers })).status).toBe(200);
  expect(await up.stop('SIGINT')).toBe(0);
  expect(up.output()).not.toContain('services ended unexpectedly');
  rmSync(folder, { recursive: true });
}, 120_000);

test('services do not outlive a hubtwin up that was killed, and the next one starts over its data', async () => {
  await using up = await startUp();
  const services = children(up.pid);
  await up.stop('SIGKILL');
  // Postgres stays for a moment: the next start stops it. The services, its clients, must have ended by then.
  const postgres = postmasterOf(up);
  await waitFor('the services to end', () => services.filter(isAlive).every((pid) => pid === postgres));
  await using again = await startUp({ folder: up.folder });
  expect(again.output()).toContain('Hubtwin runs');
}, 120_000);

test('all ports in use are reported, with the variables that set them', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = `${typeof address === 'object' ? address?.port : 0}`;
  await using up = await startUp({
    environment: { API_PORT: port, INGRESS_PORT: port, SIMULATOR_PORT: '54329' },
  });
  expect(await up.stop('SIGINT')).toBe(1);
  expect(up.output()).toContain(`Port ${port} is in use`);
  expect(up.output()).toContain('API_PORT');
  expect(up.output()).toContain('INGRESS_PORT');
  expect(up.output()).toContain('Port 54329 is configured for the embedded Postgres and for SIMULATOR_PORT');
  expect(up.output()).not.toMatch(stack);
  taken.close();
}, 60_000);

test('errors at the start are described: unreachable stores, an invalid folder, truncated secrets', async () => {
  const folder = createTestFolder('refused-up');
  const home = join(folder, '.hubtwin');
  const refusal = async (environment: Record<string, string>) => {
    await using up = await startUp({ folder, environment });
    // Distinct by what failed: see exitCodes.
    expect(await up.stop('SIGINT')).toBeGreaterThan(0);
    expect(up.output()).not.toMatch(stack);
    return up.output();
  };
  const port = await freePort();
  const stores = await refusal({
    DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/x`,
    REDIS_URL: `redis://127.0.0.1:${port}`,
  });
  expect(stores).toMatch(/Postgres cannot be reached: .*ECONNREFUSED.*DATABASE_URL/);
  expect(stores).toMatch(/Redis cannot be reached: .*ECONNREFUSED.*REDIS_URL/);
  writeFileSync(home, '');
  expect(await refusal({})).toContain(home);
  rmSync(home);
  mkdirSync(join(home, 'postgres/data'), { recursive: true });
  writeFileSync(join(home, 'secrets.json'), '{"adminKey": "htk');
  expect(await refusal({})).toContain('Restore it from a backup');
  rmSync(folder, { recursive: true });
}, 60_000);

/** The paths below a folder that others than its owner may read, write or enter. */
const openToOthers = (folder: string) =>
  execFileSync('find', [folder, '!', '-type', 'l', '-perm', '/077'], { encoding: 'utf8' });

test('its files are readable by their owner alone, the demo has no secret of a deployment, and its control API requires a token', async () => {
  const folder = createTestFolder('private-up');
  mkdirSync(join(folder, '.hubtwin/logs'), { recursive: true });
  writeFileSync(join(folder, '.hubtwin/logs/api.log'), '');
  for (const path of ['.hubtwin', '.hubtwin/logs', '.hubtwin/logs/api.log'])
    chmodSync(join(folder, path), 0o777);
  const real = {
    GITHUB_TOKEN: `ghp_${'r'.repeat(36)}`,
    GITHUB_WEBHOOK_SECRET: 'the-secret-of-a-real-deployment-0001',
  };
  const before = process.umask(0);
  await using up = await startUp({ folder, environment: real, arguments: ['--demo'] }).finally(() =>
    process.umask(before),
  );
  expect(up.output()).toContain('Hubtwin runs');
  expect(openToOthers(join(folder, '.hubtwin'))).toBe('');

  const { adminKey, webhookSecret, controlToken, demoApp, deployment } = secretsOf(up);
  expect(deployment.webhookSecret).not.toBe(webhookSecret);
  const control = `http://127.0.0.1:${up.ports.SIMULATOR_PORT}/_sim`;
  const closed = await fetch(`${control}/app`);
  expect(closed.status).toBe(401);
  expect(await closed.text()).not.toContain('PRIVATE KEY');
  const headers = { authorization: `Bearer ${controlToken}` };
  const app = await (await fetch(`${control}/app`, { headers })).text();
  expect(app).toContain(webhookSecret);
  const requests = await (await fetch(`${control}/requests`, { headers })).text();
  for (const secret of [...Object.values(real), adminKey, deployment.webhookSecret]) {
    expect(app + requests).not.toContain(secret);
  }
  expect(JSON.parse(app).private_key.trim()).toBe(demoApp.privateKey.trim());

  const outer = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  for (const port of outer === undefined ? [] : Object.values(up.ports)) {
    await expect(fetch(`http://${outer?.address}:${port}/`)).rejects.toThrow();
  }
  await up.stop('SIGINT');
  rmSync(folder, { recursive: true });
}, 120_000);
