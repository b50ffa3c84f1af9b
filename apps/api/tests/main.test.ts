import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connectQueues, deliveriesQueue } from '@hubtwin/queue';
import { startTelemetry } from '@hubtwin/telemetry';
import { expect, test } from 'vitest';
import { adminKey, startApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

test('the process serves, hands replays to the queue of deliveries, and ends cleanly at SIGTERM', async () => {
  await using api = await startApi();
  const guid = await storeDelivery(api, 'issues', {}, { status: 'parked' });
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: api.connection.url,
      API_PORT: '0',
      METRICS_PORT: '0',
      HUBTWIN_ADMIN_KEY: adminKey,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const { stdout } = child;
  if (stdout === null) throw new Error('the output is not piped');
  const lines: string[] = [];
  const logged = createInterface({ input: stdout }).on('line', (line) => lines.push(line));
  try {
    expect(await once(child, 'message')).toEqual(['ready', undefined]);
    const line = lines.find((text) => text.includes('api listens')) ?? (await once(logged, 'line'))[0];
    const origin = `http://127.0.0.1:${JSON.parse(line).port}`;
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    const response = await fetch(`${origin}/api/v1/webhooks/events/${guid}/replay`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}` },
    });
    expect(response.status).toBe(202);

    await using telemetry = await startTelemetry('test', { logLevel: 'silent' });
    const store = { postgresUrl: api.connection.url };
    await using queues = connectQueues({ store, logger: telemetry.logger });
    expect(await queues.counts(deliveriesQueue)).toMatchObject({ waiting: 1 });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await exited).toEqual([0, null]);
  // What the audit log had not been told of yet was written before the end.
  const audited = await api.connection.pool.query(
    'select action, status from audit_log order by id desc limit 1',
  );
  expect(audited.rows).toEqual([{ action: 'replayWebhookEvent', status: 202 }]);
  const output = lines.join('\n');
  expect(output).toContain('"route":"/api/v1/webhooks/events/:delivery_id/replay"');
  expect(output).not.toContain(adminKey);
});
