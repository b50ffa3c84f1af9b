import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestFolder } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readProcess } from '../src/process-table.ts';
import { startPostgres } from '../src/start-postgres.ts';

let directory: string;
let stranger: ChildProcess;
beforeAll(async () => {
  directory = createTestFolder('stale-pid-files');
  // Looks like a Postgres of another folder.
  stranger = spawn('sleep', ['600'], { stdio: 'ignore', argv0: 'postgres' });
  await once(stranger, 'spawn');
});
afterAll(() => {
  stranger.kill();
  rmSync(directory, { recursive: true });
});

const startAndStop = async () => {
  const server = await startPostgres({ directory });
  await server[Symbol.asyncDispose]();
};

test('an owner.pid with the id of another process does not prevent the start', async () => {
  const owner = join(directory, 'owner.pid');
  // Written by an owner whose id was reused, truncated by a full disk, or written by another program.
  for (const content of [`${stranger.pid}\n1\n`, `${process.pid}\n1\n`, `${stranger.pid}`, '', 'x\n\n']) {
    writeFileSync(owner, content);
    await startAndStop();
  }
});

test('a folder whose owner runs is refused, also to the owner', async () => {
  await using _server = await startPostgres({ directory });
  await expect(startPostgres({ directory })).rejects.toThrow(`in use by process ${process.pid}`);
});

test('a postmaster.pid with the id of an unrelated process leaves that process alone, and the server starts', async () => {
  const pidFile = join(directory, 'data/postmaster.pid');
  const copy = join(directory, 'postmaster.pid');
  const server = await startPostgres({ directory });
  copyFileSync(pidFile, copy);
  await server[Symbol.asyncDispose]();
  const lines = readFileSync(copy, 'utf8').split('\n').slice(1).join('\n');
  for (const pid of [stranger.pid, process.pid, 1, 4_000_000, -1, 'x']) {
    writeFileSync(pidFile, `${pid}\n${lines}`);
    await startAndStop();
  }
  expect(readProcess(stranger.pid ?? 0)).toBeDefined();
});

test.runIf(process.platform === 'linux')(
  'a server that a killed owner left running is stopped, also if its pid file is damaged or missing',
  async () => {
    const pidFile = join(directory, 'data/postmaster.pid');
    const damages = [
      () => truncateSync(pidFile),
      () => writeFileSync(pidFile, 'x\ny\n'),
      () => rmSync(pidFile),
    ];
    for (const damage of damages) {
      const owner = fork(fileURLToPath(new URL('start-and-wait.ts', import.meta.url)), [directory]);
      await once(owner, 'message');
      const orphan = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
      owner.kill('SIGKILL');
      await once(owner, 'exit');
      damage();
      await startAndStop();
      expect(readProcess(orphan)).toBeUndefined();
    }
  },
);
