import { createHmac, randomUUID } from 'node:crypto';
import { waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poisonMark } from './poison-mark.ts';
import { type Scene, startScene, webhookSecret } from './start-scene.ts';

let scene: Scene;
beforeAll(async () => {
  const preload = new URL('./crash-on-poison.ts', import.meta.url).href;
  scene = await startScene({ NODE_OPTIONS: `--import=${preload}` });
});
afterAll(() => scene[Symbol.asyncDispose]());

test('a delivery that crashes its process at each attempt is parked after six, and is the only one', async () => {
  const { load, fleet, twin, webhookUrl, expectAllKept } = scene;
  load.go();
  const guid = randomUUID();
  const body = JSON.stringify({ action: 'opened', poisonMark });
  const response = await fetch(webhookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': guid,
      'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
    },
  });
  expect(response.status).toBe(202);
  await waitFor('the first crash', () => fleet.crashes('sync-worker') > 0, { timeoutMs: 60_000 });
  const parked = async () => {
    const { rows } = await twin.pool.query(
      `select guid, attempts, error from webhook_deliveries where status = 'parked'`,
    );
    return rows.length > 0 ? rows : undefined;
  };
  const rows = await waitFor('the parking', parked, { timeoutMs: 300_000, everyMs: 500 });
  expect(rows).toEqual([{ guid, attempts: 7, error: expect.stringContaining('crashed the process') }]);
  expect(fleet.crashes('sync-worker')).toBe(6);
  await twin.pool.query('delete from webhook_deliveries where guid = $1', [guid]);
  await expectAllKept();
});
