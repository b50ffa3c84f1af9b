import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from './start-postgres.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hubtwin-postgres-server-'));
  chmodSync(folder, 0o700);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cluster = () => join(folder, 'postgres');

test('it starts below a folder closed to others, also as root, and keeps no power but reaching it', async () => {
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

test('the cluster is there again at the next start, with its password', async () => {
  const password = readFileSync(join(cluster(), 'password'), 'utf8');
  await using server = await startPostgres({ directory: cluster() });
  expect(server.url('x')).toContain(`:${password}@`);
});

test('a port that is taken makes it take another one', async () => {
  await using first = await startPostgres({ directory: cluster() });
  await using second = await startPostgres({
    directory: join(folder, 'second'),
    preferredPort: first.port,
  });
  expect(second.port).not.toBe(first.port);
});
