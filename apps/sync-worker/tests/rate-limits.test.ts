import { startSimulator } from '@hubtwin/github-simulator';
import { startTestRedis, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { sampleRateLimits } from '../src/timers/sample-rate-limits.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

const labels = 'GET /repos/{owner}/{repo}/labels';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const urgent = { priority: 'critical' } as const;

let owned: AsyncDisposableStack;
let simulator: Simulator;
beforeEach(async () => {
  owned = new AsyncDisposableStack();
  simulator = owned.use(await startSimulator({ seed: 1, port: 0, scenario: 'quiet' }));
});
afterEach(() => owned.disposeAsync());

const newToken = () => simulator.rest.credentials.createPersonalToken({ login: 'ada-okafor' });

/** A worker with a token, with its own database. */
const startWith = async (token: string, redisUrl?: string): Promise<TestWorker> =>
  owned.use(
    await startWorker({
      environment: { GITHUB_BASE_URL: simulator.url, GITHUB_TOKEN: token },
      ...(redisUrl === undefined ? {} : { redisUrl }),
    }),
  );
const withToken = () => startWith(newToken());

let page = 0;
const request = async ({ context }: Pick<TestWorker, 'context'>, times = 1) => {
  for (let n = 0; n < times; n += 1) {
    page += 1;
    await context.github.forTokens().request(labels, { ...storefront, page }, urgent);
  }
};
const rows = ({ context }: Pick<TestWorker, 'context'>) =>
  context.database.selectFrom('rate_limit_samples').selectAll().orderBy('sampled_at').execute();

/** As if all that was sampled so far had been a minute earlier. */
const aMinutePasses = ({ connection }: TestWorker) =>
  connection.pool.query(`update rate_limit_samples set sampled_at = sampled_at - interval '1 minute'`);

describe('the worker samples the rate limits', () => {
  test('as GitHub reported them, by fingerprint', async () => {
    const worker = await withToken();
    expect(await sampleRateLimits(worker.context)).toBe(0);
    await request(worker, 2);
    expect(await sampleRateLimits(worker.context)).toBe(1);
    const [row] = await rows(worker);
    expect(row).toMatchObject({ resource: 'core', limit: 5_000, used: 2, remaining: 4_998, in_flight: 0 });
    expect(row?.credential).toMatch(/^[0-9a-f]{12}$/);
  });

  test('and writes nothing while no request is sent', async () => {
    const worker = await withToken();
    await request(worker);
    await sampleRateLimits(worker.context);
    for (let minute = 0; minute < 3; minute += 1) {
      await aMinutePasses(worker);
      expect(await sampleRateLimits(worker.context)).toBe(0);
    }
    await request(worker, 2);
    expect(await sampleRateLimits(worker.context)).toBe(1);
    expect((await rows(worker)).map(({ used }) => used)).toEqual([1, 3]);
  });

  test('and the closure of a credential', async () => {
    const worker = await withToken();
    await request(worker);
    simulator.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 600 }, count: 1 });
    const refused = worker.context.github
      .forTokens()
      .request(labels, storefront, { ...urgent, deadlineMs: 2_000 });
    await expect(refused).rejects.toThrow();
    await sampleRateLimits(worker.context);
    const [row] = await rows(worker);
    const closedForMs = Number(row?.closed_until) - Date.now();
    expect(Math.abs(closedForMs - 600_000)).toBeLessThan(10_000);
  });

  test('once a minute, for any number of workers that share a budget', async () => {
    const redis = owned.use(await startTestRedis());
    const token = newToken();
    const workers = [await startWith(token, redis.url), await startWith(token, redis.url)] as const;
    const [{ context }, other] = workers;
    // Requests before Redis is connected are counted in the process only.
    const seenByOther = async () => ((await other.context.github.budgets()).length > 0 ? true : undefined);
    await waitFor('the shared budget', async () => {
      await request({ context });
      return await seenByOther();
    });
    const sample = () =>
      Promise.all(
        workers.flatMap(({ context: { github } }) =>
          Array.from({ length: 4 }, () => sampleRateLimits({ database: context.database, github })),
        ),
      );
    await sample();
    const [first] = await rows({ context });
    await aMinutePasses(workers[0]);
    await request(other, 3);
    await sample();
    const used = (await rows({ context })).map(({ used }) => used);
    expect(used).toEqual([first?.used, Number(first?.used) + 3]);
  });

  test('automatically, and prunes samples older than 30 days', async () => {
    const worker = await withToken();
    await request(worker);
    await worker.connection.pool.query(
      `insert into rate_limit_samples (credential, resource, sampled_at, seen_at, used)
       select 'old', 'core', now() - days * interval '1 day', now(), 0 from unnest(array[29, 31]) as days`,
    );
    await using _workers = await startWorkers(worker.context);
    await waitFor('a sample, and no old one', async () => {
      const sampled = await rows(worker);
      // The check of the token is a request too, which may come first.
      return sampled.length === 2 && sampled.some(({ used }) => Number(used) >= 1) ? true : undefined;
    });
  });
});
