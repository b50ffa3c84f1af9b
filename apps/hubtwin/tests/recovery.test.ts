import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Delivery, type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { createTestDatabase, freePort, startApp, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { webhookSecret } from './send-delivery.ts';

const run = promisify(execFile);
const hubtwin = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let owned: AsyncDisposableStack;
let twin: TestDatabase;
let github: RunningSimulator;
let environment: Record<string, string>;

beforeEach(async () => {
  owned = new AsyncDisposableStack();
  twin = owned.use(await createTestDatabase());
  const port = await freePort();
  github = owned.use(
    await startSimulator({
      seed: 7,
      port: 0,
      scenario: 'quiet',
      webhookUrl: `http://127.0.0.1:${port}/webhooks/github`,
      webhookSecret,
    }),
  );
  environment = {
    DATABASE_URL: twin.url,
    INGRESS_PORT: `${port}`,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    GITHUB_BASE_URL: github.url,
    GITHUB_APP_ID: `${github.simulator.app.id}`,
    GITHUB_APP_PRIVATE_KEY: github.rest.appKey.privateKey,
  };
});
afterEach(() => owned.disposeAsync());

const deliver = async (deliveries: readonly Delivery[]) => {
  for (const each of deliveries) await github.deliverer.deliver(each);
};
const issue = { repository: 'storefront', by: 'ada-okafor', title: 'Reported' };
const openIssues = async (count: number) => {
  for (let n = 0; n < count; n++) await deliver(github.simulator.commands.openIssue(issue).deliveries);
};
const missing = async () => {
  const { rows } = await twin.pool.query('select guid from webhook_deliveries');
  const stored = new Set(rows.map(({ guid }) => guid));
  return github.deliverer.records().filter(({ guid }) => !stored.has(guid)).length;
};
const allArrive = () => waitFor('all that GitHub lists', async () => (await missing()) === 0);
const recover = async (...args: string[]) => {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const { stdout } = await run(process.execPath, [hubtwin, 'recover', ...args], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
  });
  return stdout;
};

test('lost deliveries, and those while the ingress was down, are in the inbox after one hubtwin recover', async () => {
  const ingress = await startApp('ingress', environment);
  github.deliverer.addFault({ kind: 'drop', probability: 0.3, seed: 1 });
  await deliver(github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  await openIssues(60);
  github.deliverer.clearFaults();
  await ingress[Symbol.asyncDispose]();
  await openIssues(20);
  await using _again = await startApp('ingress', environment);
  github.simulator.shiftTime(60_000);
  const lost = await missing();
  expect(lost).toBeGreaterThan(30);
  expect(await recover()).toMatch(
    new RegExp(`^app:\\d+: read 81 .* ${lost} newly missed, .* ${lost} redelivered`),
  );
  await allArrive();
  expect(await recover('--deep')).toContain('0 redelivered');
}, 120_000);

test('a worker finds and applies missed deliveries automatically, even if it is killed during recovery', async () => {
  await using _ingress = await startApp('ingress', environment);
  await deliver(github.simulator.commands.install({ by: 'ada-okafor' }).deliveries);
  github.deliverer.addFault({ kind: 'drop' });
  await openIssues(150);
  github.simulator.shiftTime(60_000);
  const killed = await startApp('sync-worker', environment);
  await waitFor('a redelivery', () => github.deliverer.records().some(({ redelivery }) => redelivery));
  await killed.killHard();
  expect(await missing()).toBeGreaterThan(0);
  await using _worker = await startApp('sync-worker', environment);
  // Those of the killed one's last moments may count as on their way for half a minute.
  await waitFor('most', async () => (await missing()) <= 10, { timeoutMs: 60_000 });
  await waitFor('the issues', async () => {
    const { rows } = await twin.pool.query('select count(*) as count from issues');
    return rows[0].count >= 140;
  });
  await twin.pool.query(`update missed_deliveries set redelivered_at = redelivered_at - interval '1 minute'`);
  await recover();
  await allArrive();
}, 120_000);

test('without a credential hubtwin recover names the missing variables', async () => {
  const { GITHUB_APP_ID: _id, GITHUB_APP_PRIVATE_KEY: _key, ...rest } = environment;
  environment = rest;
  await expect(recover()).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('GITHUB_APP_ID'),
  });
});
