import { startTelemetry } from '@hubtwin/telemetry';
import { freePort, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('the remaining limit is reported as GitHub sent it, and the whole limit once its window is over', async () => {
  const metricsPort = await freePort();
  await using telemetry = await startTelemetry('test', { logLevel: 'silent', metricsPort });
  const metrics = createMetrics(telemetry.meter);
  metrics.limits('0123456789ab', 'core', { limit: 5_000, used: 4_990, resetInMs: 60_000 });
  metrics.limits('0123456789ab', 'search', { limit: 30, used: 28, resetInMs: 4_000 });

  const read = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const said = await read();
  expect(said).toContain('github_api_rate_limit_remaining{resource="core",credential="0123456789ab"} 10\n');
  expect(said).toContain('github_api_rate_limit_remaining{resource="search",credential="0123456789ab"} 2\n');
  expect(said).toContain('github_api_rate_limit_limit{resource="search",credential="0123456789ab"} 30\n');
  await waitFor('the end of the window', async () =>
    (await read()).includes('remaining{resource="search",credential="0123456789ab"} 30\n'),
  );
  expect(await read()).toContain('remaining{resource="core",credential="0123456789ab"} 10\n');
});
