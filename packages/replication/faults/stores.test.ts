import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scene, spellMs, startScene } from './start-scene.ts';

/** Shorter than the others: GitHub allows 180 redeliveries a minute, and the rejected ones must be redelivered. */
const outageMs = spellMs / 3;

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test('Redis is wiped under load: no accepted delivery is lost or processed twice', async () => {
  const { load, redis, expectAllKept } = scene;
  load.go();
  for (let wipe = 0; wipe < 3; wipe++) {
    await sleep(spellMs);
    await redis.server.wipe();
  }
  await expectAllKept();
});

test.each(['refuse', 'black-hole'] as const)(
  'Redis is unavailable (%s) under load: deliveries are accepted all the time, and processed',
  async (kind) => {
    const { load, redis, expectAllKept } = scene;
    load.go();
    await sleep(spellMs);
    await redis.proxy.inflict({ kind });
    await sleep(spellMs);
    await redis.proxy.inflict(null);
    await sleep(spellMs);
    await expectAllKept();
  },
);

test('Postgres is stopped immediately and restarted under load: 503 in between, and no accepted delivery is lost or processed twice', async () => {
  const { load, postgres, expectAllKept } = scene;
  load.go();
  await sleep(spellMs);
  await postgres.server.stopImmediately();
  await sleep(outageMs);
  await postgres.server.start();
  await sleep(spellMs);
  await expectAllKept({ mayRefuse: true });
});

test('Postgres hangs under load: 503 within a second, never 2xx, and no accepted delivery is lost or processed twice', async () => {
  const { load, postgres, running, expectAllKept } = scene;
  load.go();
  await sleep(spellMs);
  await postgres.proxy.inflict({ kind: 'black-hole' });
  // Earlier answers are still in transit.
  await sleep(300);
  const before = running.deliverer.records().length;
  await sleep(outageMs);
  const meanwhile = running.deliverer.records().slice(0, -before);
  await postgres.proxy.inflict(null);
  expect(meanwhile.length).toBeGreaterThan(0);
  for (const { status_code, duration } of meanwhile) {
    expect(status_code).toBe(503);
    // A tolerance for a busy machine.
    expect(duration).toBeLessThan(1.5);
  }
  await sleep(spellMs);
  await expectAllKept({ mayRefuse: true });
});
