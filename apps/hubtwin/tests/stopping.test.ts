import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createTestFolder,
  type NpmStart,
  startNpm,
  stopNpm,
  type WayToStop,
  waitFor,
} from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = createTestFolder('stopping');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const untilItShows = (up: NpmStart, text: string) =>
  waitFor(`"${text}" in the terminal`, () => up.output().includes(text), { timeoutMs: 50_000 });

/** The process of its services. */
const servicesOf = (up: NpmStart) =>
  waitFor(
    'the process of the services',
    () => up.processes().find(({ command }) => command.includes('run-together.ts'))?.pid,
  );

/** With what npm ends then: as its shell, by the signal, or with 0 where its shell is replaced by what it runs. */
const exitCodes: [WayToStop, number[]][] = [
  ['Ctrl-C in the terminal', [0, 130]],
  ['SIGTERM to npm', [0, 143]],
  ['SIGTERM to its process group', [0, 143]],
  ['closing the terminal', [0, 129]],
];
test.for(exitCodes)('%s ends npm start and everything that it started', async ([way, codes]) => {
  await using up = await startNpm(folder);
  await untilItShows(up, 'Hubtwin runs');
  expect(up.processes().length).toBeGreaterThan(4);
  const { left, exitCode } = await stopNpm(up, way);
  expect(left).toEqual([]);
  expect(codes).toContain(exitCode);
  expect(up.output()).not.toContain('Killing');
});

test('a stop at any moment of the first start ends everything, and what it interrupted is done by the next start', async () => {
  const fresh = createTestFolder('stopping-early');
  for (const way of ['Ctrl-C in the terminal', 'SIGTERM to its process group'] as const) {
    for (const moment of ['start', 'Starting Postgres', '4/5 services run']) {
      await using up = await startNpm(fresh);
      await untilItShows(up, moment);
      await sleep(200);
      expect(await stopNpm(up, way), `${way} at ${moment}`).toMatchObject({ left: [] });
      expect(up.output()).not.toMatch(/Error|did not start/);
    }
  }
  rmSync(fresh, { recursive: true });
}, 120_000);

test('a stop while a service is restarted, one while another does not react, and a second one end everything', async () => {
  await using up = await startNpm(folder);
  await untilItShows(up, 'Hubtwin runs');
  process.kill(await servicesOf(up), 'SIGKILL');
  await untilItShows(up, 'services ended unexpectedly');
  // Within the pause before the restart, or within the restart.
  await sleep(1_200);
  expect(await stopNpm(up, 'SIGTERM to npm')).toMatchObject({ left: [] });

  await using frozen = await startNpm(folder);
  await untilItShows(frozen, 'Hubtwin runs');
  process.kill(await servicesOf(frozen), 'SIGSTOP');
  expect(await stopNpm(frozen, 'Ctrl-C in the terminal')).toMatchObject({ left: [] });

  await using again = await startNpm(folder);
  await untilItShows(again, 'Hubtwin runs');
  process.kill(await servicesOf(again), 'SIGSTOP');
  const stop = await stopNpm(again, 'repeated Ctrl-C');
  expect(stop).toMatchObject({ left: [], exitCode: 130 });
  expect(again.output()).toContain('Killing');
}, 120_000);
