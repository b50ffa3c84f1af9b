import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTestFolder } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../src/start-postgres.ts';

let folder: string;
beforeAll(() => {
  folder = createTestFolder('killed-start');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = fileURLToPath(new URL('start-and-wait.ts', import.meta.url));

const startElsewhere = (directory: string): ChildProcess =>
  spawn(process.execPath, [entry, directory], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });

async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Whether initdb has written a file below the folder of the cluster, in any subfolder. */
function isWritten(directory: string, file: string): boolean {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith(file));
  } catch {
    // Not created yet, or being renamed.
    return false;
  }
}

test('a first start that is killed at any moment is followed by one that succeeds, even while its initdb still runs', async () => {
  // Two moments of initdb, then one of the server.
  for (const moment of ['PG_VERSION', 'base/4/pg_filenode.map', 'data/postmaster.opts']) {
    const directory = join(folder, moment.replaceAll('/', '-'));
    const child = startElsewhere(directory);
    while (child.exitCode === null && !isWritten(directory, moment)) await sleep(5);
    await killHard(child);
    const server = await startPostgres({ directory });
    await server[Symbol.asyncDispose]();
    // Files of a killed start are removed by the next one, after the first initdb has ended.
    const again = await startPostgres({ directory });
    expect(readdirSync(directory).sort(), moment).toEqual(['data', 'owner.pid', 'password']);
    await again[Symbol.asyncDispose]();
  }
});

test('folders of several killed starts, and unreadable files in them, are removed next to a complete cluster', async () => {
  const directory = join(folder, 'several');
  await (await startPostgres({ directory }))[Symbol.asyncDispose]();
  for (const name of ['unfinished-a', 'unfinished-b']) {
    mkdirSync(join(directory, name, 'data/base'), { recursive: true });
    writeFileSync(join(directory, name, 'data/PG_VERSION'), '', { mode: 0 });
    writeFileSync(join(directory, name, 'password'), '', { mode: 0 });
  }
  const password = readFileSync(join(directory, 'password'), 'utf8');
  await using server = await startPostgres({ directory });
  expect(readdirSync(directory).sort()).toEqual(['data', 'owner.pid', 'password']);
  expect(server.url('x')).toContain(`:${password}@`);
});
