import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestFolder } from '@hubtwin/test-kit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readProcess } from './process-table.ts';
import { startPostgres } from './start-postgres.ts';

let folder: string;
beforeAll(() => {
  folder = createTestFolder('postgres-server');
  chmodSync(folder, 0o700);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cluster = () => join(folder, 'postgres');

test('it starts below a folder that other users cannot read, also as root, and keeps only the capability for that', async () => {
  await using server = await startPostgres({ directory: cluster() });
  expect(server.url('postgres')).toMatch(/^postgres:\/\/hubtwin:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/);
  if (process.getuid?.() !== 0) return;
  const pid = Number.parseInt(readFileSync(join(cluster(), 'data/postmaster.pid'), 'utf8'), 10);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  expect(status).not.toMatch(/^Uid:\s+0/m);
  const dacOverride = 2n;
  const effective = BigInt(`0x${/^CapEff:\s+(\w+)/m.exec(status)?.[1]}`);
  expect(effective & ~dacOverride).toBe(0n);
});

test('the cluster and its password are kept for the next start', async () => {
  const password = readFileSync(join(cluster(), 'password'), 'utf8');
  await using server = await startPostgres({ directory: cluster() });
  expect(server.url('x')).toContain(`:${password}@`);
});

test('a cluster whose password is lost gets a new one, and is connected to with it', async () => {
  const file = join(cluster(), 'password');
  for (const lose of [() => rmSync(file), () => writeFileSync(file, '')]) {
    lose();
    await using server = await startPostgres({ directory: cluster() });
    const client = new pg.Client({ connectionString: server.url('postgres') });
    await client.connect();
    await client.end();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(server.url('x')).toContain(`:${readFileSync(file, 'utf8')}@`);
  }
});

test('if the port is in use another one is chosen', async () => {
  await using first = await startPostgres({ directory: cluster() });
  await using second = await startPostgres({
    directory: join(folder, 'second'),
    preferredPort: first.port,
  });
  expect(second.port).not.toBe(first.port);
});

test('a start that is aborted at any moment ends, leaves no process, and the next one succeeds', async () => {
  const directory = join(folder, 'interrupted');
  let isInterrupted = true;
  for (let afterMs = 0; isInterrupted; afterMs = Math.ceil(afterMs * 1.4) + 50) {
    const started = performance.now();
    const start = startPostgres({ directory, signal: AbortSignal.timeout(afterMs) });
    isInterrupted = await start.then(
      (server) => server[Symbol.asyncDispose]().then(() => false),
      () => true,
    );
    expect(performance.now() - started - afterMs).toBeLessThan(5_000);
    expect(existsSync(join(directory, 'data/postmaster.pid'))).toBe(false);
    expect(existsSync(join(directory, 'owner.pid'))).toBe(false);
  }
});

test('an immediate stop loses no data', async () => {
  const hurry = new AbortController();
  const server = await startPostgres({ directory: cluster(), hurry: hurry.signal });
  hurry.abort();
  await server[Symbol.asyncDispose]();
  await using _again = await startPostgres({ directory: cluster() });
});

test.runIf(process.platform === 'linux')(
  'a cluster whose owner has ended is taken over, even if the owner is a zombie',
  async () => {
    const directory = join(folder, 'orphaned');
    await startPostgres({ directory }).then((server) => server[Symbol.asyncDispose]());
    // The child ends only once the program that replaces the shell, and waits for no child, runs.
    const parent = spawn('sh', ['-c', 'read _ <&3 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    const [line] = await once(parent.stdout as Readable, 'data');
    const pid = Number(line);
    writeFileSync(join(directory, 'owner.pid'), `${pid}\n${readProcess(pid)?.startedAt}\n`);
    while (!readFileSync(`/proc/${parent.pid}/cmdline`, 'utf8').startsWith('sleep')) await sleep(5);
    (parent.stdio[3] as Writable).end('\n');
    while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await sleep(5);
    await using _server = await startPostgres({ directory });
    parent.kill();
  },
);

test('a killed server is restarted although one of its processes computes and does not notice', async () => {
  const directory = join(folder, 'computing');
  await using server = await startPostgres({ directory, onUnexpectedEnd: () => {} });
  const client = new pg.Client({ connectionString: server.url('postgres') }).on('error', () => {});
  await client.connect();
  const computing = client.query('select count(*) from generate_series(1, 100000000000)').catch(() => {});
  await sleep(500);
  const [pid] = readFileSync(join(directory, 'data/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  await computing;
  const isReached = async () => {
    const next = new pg.Client({ connectionString: server.url('postgres') }).on('error', () => {});
    return next.connect().then(
      () => next.end().then(() => true),
      () => false,
    );
  };
  await expect.poll(isReached, { timeout: 12_000, interval: 250 }).toBe(true);
});
