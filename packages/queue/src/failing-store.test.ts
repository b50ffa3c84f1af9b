import { randomUUID } from 'node:crypto';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, waitFor } from '@hubtwin/test-kit';
import { expect, test, vi } from 'vitest';
import { connectQueues } from './connect-queues.ts';
import { deliveriesQueue } from './specs/deliveries.ts';

test('a worker whose Postgres answers with errors retries once a second, and continues', async () => {
  await using telemetry = await startTelemetry('test', { logLevel: 'silent' });
  await using database = await createTestDatabase({ poolMax: 1 });
  const warned = vi.spyOn(telemetry.logger, 'warn');
  await using queues = connectQueues({ store: { postgresUrl: database.url }, logger: telemetry.logger });
  const gate = Promise.withResolvers<void>();
  let begun = 0;
  const process = async () => {
    begun += 1;
    await gate.promise;
  };
  await using _worker = await queues.runWorker({ queue: deliveriesQueue, concurrency: 1, process });
  const enqueue = () => queues.enqueue(deliveriesQueue, { deliveryIds: [randomUUID()] });
  await enqueue();
  await waitFor('a job that runs', () => begun === 1);
  await enqueue();

  await database.pool.query('alter schema bullmq rename to elsewhere');
  warned.mockClear();
  const failed = performance.now();
  gate.resolve();
  await waitFor('failures', () => warned.mock.calls.length >= 5, { timeoutMs: 30_000 });
  expect(performance.now() - failed).toBeGreaterThan(2_000);
  await database.pool.query('alter schema elsewhere rename to bullmq');
  await waitFor('the next job', () => begun >= 2, { timeoutMs: 30_000 });
});
