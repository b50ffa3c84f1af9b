import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { startTelemetry } from './start-telemetry.ts';

/** A port that was free a moment ago. */
async function somePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('metrics are served on the loopback address, without those of a store that does not respond', async () => {
  const metricsPort = await somePort();
  await using telemetry = await startTelemetry('test', { logLevel: 'silent', metricsPort });
  telemetry.meter.createObservableGauge('never_reported').addCallback(() => new Promise(() => {}));
  telemetry.meter.createObservableGauge('failing').addCallback(() => Promise.reject(new Error('away')));
  telemetry.meter.createCounter('counted_total').add(3);

  const started = performance.now();
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(text).toMatch(/^counted_total 3$/m);
  expect(text).toMatch(/^hubtwin_build_info\{.*service="test".*\} 1$/m);
  expect(text).not.toMatch(/^(never_reported|failing) /m);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/healthz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/elsewhere`)).status).toBe(404);
});

test('only the configured address serves metrics', async () => {
  const outer = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  if (outer === undefined) return;
  const reaches = async (listenHost: string) => {
    const metricsPort = await somePort();
    await using _telemetry = await startTelemetry('test', { logLevel: 'silent', metricsPort, listenHost });
    const socket = connect(metricsPort, outer.address);
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    return outcome;
  };
  expect(await reaches('127.0.0.1')).toBe(false);
  expect(await reaches('0.0.0.0')).toBe(true);
});
