import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clientIdOf } from '@hubtwin/github-simulator';
import { connectQueues, deliveriesQueue, importQueue } from '@hubtwin/queue';
import { startTelemetry } from '@hubtwin/telemetry';
import { expect, test } from 'vitest';
import { createBrowser } from './browser.ts';
import { adminKey, startApi } from './start-api.ts';
import { startGitHub } from './start-github.ts';
import { storeDelivery } from './store.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

test('the process serves, enqueues replays and imports, and ends cleanly at SIGTERM', async () => {
  await using api = await startApi();
  await using github = await startGitHub();
  const { id: appId, slug, clientSecret } = github.simulator.simulator.app;
  const guid = await storeDelivery(api, 'issues', {}, { status: 'parked' });
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: api.connection.url,
      API_PORT: '0',
      METRICS_PORT: '0',
      HUBTWIN_ADMIN_KEY: adminKey,
      ENCRYPTION_KEYS: `one:${randomBytes(32).toString('base64')}`,
      GITHUB_BASE_URL: github.simulator.url,
      GITHUB_APP_ID: `${appId}`,
      GITHUB_APP_PRIVATE_KEY: github.app.privateKey,
      GITHUB_APP_SLUG: slug,
      GITHUB_APP_CLIENT_ID: clientIdOf(appId),
      GITHUB_APP_CLIENT_SECRET: clientSecret,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const { stdout } = child;
  if (stdout === null) throw new Error('the output is not piped');
  const lines: string[] = [];
  const secrets: string[] = [adminKey, clientSecret];
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

    github.simulator.simulator.commands.editApp({ callbackUrls: [`${origin}/api/v1/auth/github/callback`] });
    const { visit } = createBrowser();
    const { to } = await visit((await visit(`${origin}/api/v1/auth/github/install`)).to);
    const { code, state } = Object.fromEntries(new URL(to).searchParams);
    secrets.push(code ?? '', state ?? '', 'ghu_');
    expect(await visit(to)).toMatchObject({ status: 200, text: expect.stringContaining('being imported') });

    await using telemetry = await startTelemetry('test', { logLevel: 'silent' });
    const store = { postgresUrl: api.connection.url };
    await using queues = connectQueues({ store, logger: telemetry.logger });
    expect(await queues.counts(deliveriesQueue)).toMatchObject({ waiting: 1 });
    expect(await queues.counts(importQueue)).toMatchObject({ waiting: 1 });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await exited).toEqual([0, null]);
  // Entries that waited were written before the end.
  const audited = await api.connection.pool.query(
    `select action, status from audit_log where action <> 'api_key.used' order by id`,
  );
  expect(audited.rows).toEqual([
    { action: 'replayWebhookEvent', status: 202 },
    { action: 'finishAppInstall', status: 200 },
  ]);
  const output = lines.join('\n');
  expect(output).toContain('"route":"/api/v1/webhooks/events/:delivery_id/replay"');
  expect(output).toContain('"route":"/api/v1/auth/github/callback"');
  for (const secret of secrets) expect(output).not.toContain(secret);
});
