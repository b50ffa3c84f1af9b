import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningSimulator, runScenario, startSimulator } from '@hubtwin/github-simulator';
import { connectQueues } from '@hubtwin/queue';
import { resources } from '@hubtwin/resources';
import { startTelemetry } from '@hubtwin/telemetry';
import {
  type AppProcess,
  createTestDatabase,
  freePort,
  startApp,
  startTestRedis,
  testSettings,
  waitFor,
} from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { differences } from '../tests/truth.ts';
import { countRows } from './count-rows.ts';
import { recoverMissed } from './recover-missed.ts';
import { refetchUncertain } from './refetch-uncertain.ts';
import { soon } from './soon.ts';
import { syncAll } from './sync-all.ts';

// A long run: DELIVERIES=5000 SEED=7.
const deliveries = testSettings.deliveries ?? 400;
const { seed } = testSettings;
const webhookSecret = 'a secret of thirty-two characters';

const services = ['ingress', 'sync-worker', 'import-worker'] as const;

/** The services of a deployment, each of which may be killed at any time. */
async function startServices(environment: Record<string, string>) {
  const running = new Map<string, AppProcess>();
  for (const name of services) running.set(name, await startApp(name, environment));
  return {
    async killOne(nth: number) {
      const name = services[nth % services.length] ?? 'ingress';
      await running.get(name)?.killHard();
      running.set(name, await startApp(name, environment));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...running.values()].map((service) => service[Symbol.asyncDispose]()));
    },
  };
}

/** Users at work, whose deliveries are lost, duplicated, late and out of order, while GitHub fails now and then. */
async function trouble({ simulator, deliverer, rest }: RunningSimulator, signal: AbortSignal): Promise<void> {
  for (const [nth, fault] of [
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'stale' },
  ].entries() as ArrayIterator<[number, { kind: 'reset' }]>) {
    rest.faults.add({ fault, method: 'GET', probability: 0.01, seed: seed + nth });
  }
  deliverer.addFault({ kind: 'drop', probability: 0.1, seed });
  deliverer.addFault({ kind: 'duplicate', probability: 0.1, seed: seed + 1 });
  deliverer.addFault({ kind: 'reorder', probability: 0.1, seed: seed + 2 });
  deliverer.addFault({ kind: 'delay', ms: 400, probability: 0.1, seed: seed + 3 });
  const stop = new AbortController();
  let count = 0;
  const underWay = new Set<Promise<unknown>>();
  await runScenario({
    simulator,
    signal: AbortSignal.any([signal, stop.signal]),
    wait: (ms) => sleep(ms / 25),
    async deliver(delivery) {
      const sent = deliverer.deliver(delivery).catch(() => {});
      underWay.add(sent);
      void sent.finally(() => underWay.delete(sent));
      count += 1;
      // The pace depends on the limit; a high limit avoids waiting.
      const [installation] = simulator.world.installations.values();
      if (count === 1) rest.budgets.set(`installation:${installation?.id}`, 'core', { limit: 100_000 });
      if (count === deliveries) stop.abort();
    },
  });
  await deliverer.flush();
  await Promise.all(underWay);
  deliverer.clearFaults();
  rest.faults.clear();
}

test.each(['Postgres', 'Redis'])(
  'after losses and crashes, one recovery and one sync make the twin equal to GitHub, with the queue on %s',
  async (store) => {
    await using owned = new AsyncDisposableStack();
    const redis = store === 'Redis' ? owned.use(await startTestRedis()) : undefined;
    const port = await freePort();
    const webhookUrl = `http://127.0.0.1:${port}/webhooks/github`;
    const running = owned.use(
      await startSimulator({
        seed,
        port: 0,
        scenario: 'quiet',
        webhookUrl,
        webhookSecret,
        keepRecords: 10 * deliveries,
      }),
    );
    const { simulator, rest, url } = running;
    const twin = owned.use(await createTestDatabase());
    const environment = {
      DATABASE_URL: twin.url,
      INGRESS_PORT: `${port}`,
      GITHUB_WEBHOOK_SECRET: webhookSecret,
      GITHUB_BASE_URL: url,
      GITHUB_APP_ID: `${simulator.app.id}`,
      GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey,
      GITHUB_RATE_LIMIT_STRATEGY: 'aggressive',
      ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
      ...(redis !== undefined && { REDIS_URL: redis.url }),
    };
    const processes = owned.use(await startServices(environment));
    const { logger } = owned.use(await startTelemetry('test', { logLevel: 'silent' }));
    const queues = owned.use(
      connectQueues({
        store: redis === undefined ? { postgresUrl: twin.url } : { redisUrl: redis.url },
        logger,
      }),
    );

    const calm = new AbortController();
    const troubled = trouble(running, calm.signal);
    let isOver = false;
    void troubled.finally(() => {
      isOver = true;
    });
    for (let nth = 0; !isOver; nth++) {
      await sleep(1_500);
      await processes.killOne(nth);
    }
    await troubled;

    await recoverMissed(running, twin, queues);
    const imports = `sync_jobs where job_type = 'auto_import' and completed_at is null`;
    await waitFor('the end of the imports', async () => (await countRows(twin, imports)) === 0, soon);
    const names = [...simulator.world.repositories.values()].map(({ name }) => name);
    await syncAll(running, twin, queues);
    await refetchUncertain(twin, queues);

    const found = await Promise.all(
      names.flatMap((name) =>
        resources.map((definition) => differences(running, twin, definition, `demo-org/${name}`)),
      ),
    );
    expect(found.flat()).toEqual([]);
  },
);
