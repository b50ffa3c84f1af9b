import { setTimeout as sleep } from 'node:timers/promises';
import { type AppProcess, createTestDatabase, freePort, startApp, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { sendDelivery, webhookSecret } from './send-delivery.ts';
import { countStatuses } from './twin-tables.ts';

const kills = 6;
const senders = 16;

function issueOpened(id: number) {
  const updated_at = '2026-01-01T00:00:00Z';
  const repository = { id: 1, name: 'demo', full_name: 'octo/demo', updated_at };
  return {
    action: 'opened',
    issue: { id, number: id, title: `issue ${id}`, state: 'open', updated_at },
    repository,
  };
}

test('whatever was answered 2xx is stored and ends processed, though ingress and worker are killed again and again', async () => {
  await using twin = await createTestDatabase();
  const port = await freePort();
  const environment = {
    DATABASE_URL: twin.url,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    INGRESS_PORT: `${port}`,
  };
  let ingress = await startApp('ingress', environment);
  let worker = await startApp('sync-worker', environment);

  const accepted: string[] = [];
  let nextId = 1;
  let sending = true;
  const senderLoops = Array.from({ length: senders }, async () => {
    while (sending) {
      const id = nextId++;
      // A broken connection is no answer: GitHub counts it as failed, and so does this test.
      const sent = await sendDelivery(port, { event: 'issues', payload: issueOpened(id) }).catch(
        () => undefined,
      );
      if (sent === undefined) await sleep(20);
      else if (sent.status < 300) accepted.push(sent.guid);
    }
  });

  const restart = async (name: 'ingress' | 'sync-worker', running: AppProcess) => {
    await running.killHard();
    return startApp(name, environment);
  };
  for (let kill = 0; kill < kills; kill++) {
    const before = accepted.length;
    await waitFor('load', () => accepted.length > before + 20 + Math.random() * 200);
    if (kill % 2 === 0) ingress = await restart('ingress', ingress);
    else worker = await restart('sync-worker', worker);
  }
  sending = false;
  await Promise.all(senderLoops);

  expect(accepted.length).toBeGreaterThan(kills * 20);
  const { rows: stored } = await twin.pool.query('select guid from webhook_deliveries');
  const storedGuids = new Set(stored.map(({ guid }) => guid));
  expect(accepted.filter((guid) => !storedGuids.has(guid))).toEqual([]);
  // Also those whose job died with the queue's last moments: the sweeper and the takeover find them.
  await waitFor(
    'all deliveries to end processed',
    async () => {
      const { processed = 0, ...others } = await countStatuses(twin);
      return Object.keys(others).length === 0 && processed >= accepted.length;
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
  const { rows: issues } = await twin.pool.query('select count(*)::int as count from issues');
  expect(issues[0].count).toBeGreaterThanOrEqual(accepted.length);
  await ingress[Symbol.asyncDispose]();
  await worker[Symbol.asyncDispose]();
}, 120_000);
