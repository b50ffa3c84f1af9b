import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetServices } from './start-fleet.ts';
import { type Scene, spellMs, startScene } from './start-scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test('each kind of process is killed in turn: no accepted delivery is lost or processed twice', async () => {
  const { load, fleet, expectAllKept } = scene;
  load.go();
  for (const name of fleetServices) {
    await sleep(spellMs / 3);
    await fleet.kill(name);
  }
  await sleep(spellMs / 3);
  await expectAllKept();
});

test('all processes are replaced one after the other: no delivery is rejected or lost', async () => {
  const { load, fleet, expectAllKept } = scene;
  load.go();
  for (const name of fleetServices) {
    await sleep(spellMs / 3);
    await fleet.roll(name);
  }
  await sleep(spellMs / 3);
  const { sent, accepted } = await expectAllKept();
  expect(accepted).toBe(sent);
});
