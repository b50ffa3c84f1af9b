import { residentMiB, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { startFlood } from './start-flood.ts';
import { startIngressProcess } from './start-ingress-process.ts';
import { watchService } from './watch-service.ts';

test('while strangers send hundreds of megabytes, memory is bounded and every valid delivery is accepted', async () => {
  await using ingress = await startIngressProcess({ WEBHOOK_MAX_BYTES_IN_FLIGHT: `${32 * 1_048_576}` });
  const watch = watchService(ingress, 10);
  await using flood = startFlood({
    port: ingress.port,
    connections: 40,
    bodyBytes: 10_000_000,
    shape: 'declared',
    addresses: 1,
  });
  await flood.ended;
  const { statuses, peakMiB } = await watch.stop();

  expect(new Set(statuses)).toEqual(new Set([202]));
  expect(peakMiB).toBeLessThan(352);
  // Most are refused before they are read; what fits is read, and its signature is wrong.
  expect(flood.answered.get(503)).toBeGreaterThan(0);
  await waitFor('the memory to be given back', async () => (await residentMiB(ingress.pid)) < 300);
}, 180_000);
