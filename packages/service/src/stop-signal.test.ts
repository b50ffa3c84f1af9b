import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('../tests/stops-slowly.ts', import.meta.url));

/** A process that is ready, and takes `ms` to stop. */
async function startSlow(ms: number): Promise<ChildProcess> {
  const child = fork(fixture, [`${ms}`], { stdio: 'ignore', execArgv: [] });
  await once(child, 'message');
  return child;
}

test.for(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s stops a process in order, even if it arrives twice',
  async (signal) => {
    const child = await startSlow(300);
    const exited = once(child, 'exit');
    child.kill(signal);
    await sleep(100);
    child.kill(signal);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  },
);

test('a process whose parent has ended stops, and a second request kills one that does not stop', async () => {
  const orphan = await startSlow(10);
  const stopped = once(orphan, 'exit');
  orphan.disconnect();
  expect(await stopped).toEqual([0, null]);

  const child = await startSlow(30_000);
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  await sleep(2_500);
  child.kill('SIGINT');
  expect(await exited).toEqual([null, 'SIGKILL']);
});

test('a process that becomes ready after its parent closed the channel stops in order, without an error', async () => {
  const child = fork(fixture, ['0', '500'], { stdio: 'ignore', execArgv: [] });
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
