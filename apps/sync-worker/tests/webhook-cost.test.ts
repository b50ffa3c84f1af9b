import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createDeliverer,
  createRest,
  createSimulator,
  createSimulatorHandler,
  type Delivery,
  runScenario,
} from '@hubtwin/github-simulator';
import { fetchQueue, type PayloadOf, type Queues } from '@hubtwin/queue';
import { buildDelivery, testSettings } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { refetchUncertainJob } from '../src/jobs/refetch-uncertain.ts';
import { startWorker } from './start-worker.ts';

// The figure of the issue: DELIVERIES=10000, which takes a minute or two.
const total = testSettings.deliveries ?? 1_000;
const perSecond = 100;
const hourMs = 3_600_000;
/** What a stream of 10,000 may cost. A short one is mostly its beginning, when everything is new. */
const maxRequests = total >= 10_000 ? 200 : 60;

type Fetch = PayloadOf<typeof fetchQueue>;

/** Jobs that ask GitHub, by the simulated clock. */
function createFetches(now: () => number, process: (payload: Fetch, attempt: number) => Promise<unknown>) {
  const waiting = new Map<string, { payload: Fetch; due: number; attempt: number }>();
  const nameOf = (payload: Fetch) => fetchQueue.same?.(payload) ?? '';
  return {
    count: () => waiting.size,
    add(payload: Fetch, delayMs: number) {
      const name = nameOf(payload);
      if (!waiting.has(name)) waiting.set(name, { payload, due: now() + delayMs, attempt: 1 });
    },
    async runDue() {
      for (const [name, { payload, due, attempt }] of [...waiting]) {
        if (due > now()) continue;
        waiting.delete(name);
        await process(payload, attempt).catch(() => {
          if (attempt === fetchQueue.retry.attempts || waiting.has(name)) return;
          const delayMs = fetchQueue.retry.delayMs * 2 ** (attempt - 1);
          waiting.set(name, { payload, due: now() + delayMs, attempt: attempt + 1 });
        });
      }
    },
  };
}

test(`${total} deliveries cost GitHub fewer than ${maxRequests} requests`, { timeout: 600_000 }, async () => {
  let now = Date.now();
  let handler: RequestListener = (_request, response) => void response.end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const host = { api: url, html: url, avatars: url, uploads: url };
  const simulator = createSimulator({ seed: 4, clock: () => now, host });
  const deliverer = createDeliverer({ appId: simulator.app.id });
  const rest = createRest({ simulator, deliverer });
  handler = createSimulatorHandler({ simulator, deliverer, rest });
  const environment = {
    GITHUB_BASE_URL: url,
    GITHUB_APP_ID: `${simulator.app.id}`,
    GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey,
    GITHUB_RATE_LIMIT_STRATEGY: 'aggressive',
  };
  await using worker = await startWorker({
    environment,
    settleAfterMs: { incomplete: 2_500, contradicted: 15_000 },
  });
  const { context } = worker;
  const job = refetchUncertainJob(context);
  const { signal } = new AbortController();
  const fetches = createFetches(
    () => now,
    (payload, attempt) =>
      job.process(payload, { signal, logger: context.logger, job: { id: 'test', attempt } }),
  );
  const queues: Queues = {
    ...context.queues,
    async enqueue(spec, payload, { delayMs = 0 } = {}) {
      if (spec.name === fetchQueue.name) fetches.add(fetchQueue.payload.parse(payload), delayMs);
    },
    enqueueAll: async () => {},
  };

  const batch: Delivery[] = [];
  const flush = async () => {
    const built = batch
      .splice(0)
      .map(({ guid, event, body }) => buildDelivery({ guid, event, payload: Buffer.from(body) }));
    if (built.length === 0) return;
    await worker.store(built);
    await worker.runJob(built, { queues });
  };
  /** The hourly sweep of deferrable resources. */
  const sweep = () => {
    for (const repositoryId of simulator.world.repositories.keys()) {
      fetches.add({ resource: 'commits', repositoryId }, 0);
    }
  };
  const stop = new AbortController();
  let live = 0;
  let isLive = false;
  let flushedAt = now;
  let sweptAt = now;
  await runScenario({
    simulator,
    eventsPerMinute: perSecond * 60,
    limits: { closedIssues: 300, releases: 100, completedRuns: 2_000, pullRequests: 3_000 },
    signal: stop.signal,
    async wait(ms) {
      if (!isLive) {
        // The history is delivered and its refetches are complete: the stream starts afterwards.
        isLive = true;
        await flush();
        const [installation] = simulator.world.installations.values();
        rest.budgets.set(`installation:${installation?.id}`, 'core', { limit: 1_000_000 });
        sweep();
        for (let turn = 0; turn < 40; turn++) {
          now += 5_000;
          await fetches.runDue();
        }
        rest.log.clear();
      }
      now += ms;
      if (now - flushedAt < 50 && batch.length < 64) return;
      flushedAt = now;
      await flush();
      if (now - sweptAt > hourMs) {
        sweptAt = now;
        sweep();
      }
      await fetches.runDue();
    },
    async deliver(delivery) {
      batch.push(delivery);
      if (batch.length >= 64) await flush();
      if (isLive) live += 1;
      if (live >= total) stop.abort();
    },
  });
  await flush();
  sweep();
  for (let turn = 0; turn < 400 && fetches.count() > 0; turn++) {
    now += 5_000;
    await fetches.runDue();
  }
  const byRoute = Map.groupBy(rest.log.list(), ({ route }) => route);
  server.closeAllConnections();
  server.close();
  const costs = [...byRoute].map(([route, requests]) => `${requests.length} ${route}`);
  expect(rest.log.list().length, costs.join('\n')).toBeLessThan(maxRequests);
  expect(rest.log.list().length, 'something was refetched').toBeGreaterThan(0);
});
