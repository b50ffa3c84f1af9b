import { setTimeout as sleep } from 'node:timers/promises';
import { testSettings } from '@hubtwin/test-kit';
import { afterAll, beforeAll, test } from 'vitest';
import { type Scene, spellMs, startScene } from './start-scene.ts';

/** Shorter: CUT_SECONDS=15. */
const cutMs = testSettings.cutSeconds * 1_000;

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test.each(['black-hole', 'reset'] as const)(
  'the network to GitHub is cut (%s) under load: deliveries are processed all the time, and open fetches afterwards',
  async (kind) => {
    const { load, github, expectAllKept } = scene;
    load.go();
    await sleep(spellMs);
    await github.inflict({ kind });
    await sleep(cutMs);
    await github.inflict(null);
    await sleep(spellMs);
    await expectAllKept();
  },
);
