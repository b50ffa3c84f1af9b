import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createTestFolder, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { startPostgres } from '../src/start-postgres.ts';

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

test('a server that crashes is restarted on its port each time, and reports why it ended; a stop during that is final', async () => {
  const directory = createTestFolder('crash');
  const pidFile = join(directory, 'data/postmaster.pid');
  const postmaster = () => Number.parseInt(existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : '', 10);
  const errors: string[] = [];
  const server = await startPostgres({ directory, onUnexpectedEnd: ({ message }) => errors.push(message) });
  for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
    const crashed = postmaster();
    const before = errors.length;
    process.kill(crashed, signal);
    await waitFor('the reason why it ended', () => errors.length > before, { timeoutMs: 30_000 });
    // Child processes of a killed postmaster hold its port for a moment.
    const isBack = async () =>
      Number.isInteger(postmaster()) && postmaster() !== crashed && (await isListening(server.port));
    await waitFor('another server on its port', isBack, { timeoutMs: 30_000 });
  }
  expect(errors[0]).toMatch(/^Postgres ended with SIGKILL:/);

  process.kill(postmaster(), 'SIGKILL');
  await server[Symbol.asyncDispose]();
  await waitFor('the end of all processes on the port', async () => !(await isListening(server.port)));
  rmSync(directory, { recursive: true });
});
