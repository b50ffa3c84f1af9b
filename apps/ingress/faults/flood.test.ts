import { setTimeout as sleep } from 'node:timers/promises';
import { residentMiB, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { type FloodOptions, startFlood } from '../tests/start-flood.ts';
import { startIngressProcess } from '../tests/start-ingress-process.ts';
import { watchService } from '../tests/watch-service.ts';

/** The flood goes on for so long at most. */
const floodMs = 20_000;

test.each<[string, Pick<FloodOptions, 'shape' | 'addresses' | 'isSigned'>]>([
  ['from one address', { shape: 'declared', addresses: 1 }],
  ['from a hundred addresses', { shape: 'declared', addresses: 100 }],
  ['without a length', { shape: 'chunked', addresses: 1 }],
  ['whose last bytes trickle', { shape: 'trickle', addresses: 1 }],
  ['that break off midway', { shape: 'dropped', addresses: 10 }],
  ['again and again on the same connections', { shape: 'keep-alive', addresses: 1 }],
  ['with valid signatures', { shape: 'declared', addresses: 1, isSigned: true }],
])('200 posts of 20 MB at once, %s, delay no valid delivery and leave no memory behind', async (_, shape) => {
  await using ingress = await startIngressProcess();
  const watch = watchService(ingress, 50);
  const flood = startFlood({ port: ingress.port, connections: 200, bodyBytes: 20_000_000, ...shape });
  await Promise.race([flood.ended, sleep(floodMs)]);
  await flood[Symbol.asyncDispose]();
  const { guids, statuses, ...seen } = await watch.stop();

  expect(new Set(statuses)).toEqual(new Set([202]));
  expect(seen.peakMiB).toBeLessThan(512);
  expect(seen.slowestHealthMs).toBeLessThan(250);
  expect(seen.slowestDeliveryMs).toBeLessThan(2_000);
  const { rows } = await ingress.database.pool.query(
    'select count(*)::int as stored from webhook_deliveries where guid = any($1::uuid[])',
    [guids],
  );
  expect(rows[0].stored).toBe(guids.length);
  const soon = { timeoutMs: 60_000, everyMs: 250 };
  await waitFor('the memory to be given back', async () => (await residentMiB(ingress.pid)) < 300, soon);
});
