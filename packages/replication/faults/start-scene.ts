import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, type DatabaseConnection } from '@hubtwin/database';
import { type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { connectQueues } from '@hubtwin/queue';
import { type ResourceDefinition, resources } from '@hubtwin/resources';
import { startTelemetry } from '@hubtwin/telemetry';
import {
  type FaultProxy,
  freePort,
  startFaultProxy,
  startTestPostgres,
  startTestRedis,
  type TestPostgres,
  type TestRedis,
  testSettings,
  waitFor,
} from '@hubtwin/test-kit';
import { expect } from 'vitest';
import { differences } from '../tests/truth.ts';
import { countRows } from './count-rows.ts';
import { recoverMissed } from './recover-missed.ts';
import { refetchUncertain } from './refetch-uncertain.ts';
import { soon } from './soon.ts';
import { type Fleet, type FleetEnvironment, startFleet } from './start-fleet.ts';
import { type Load, startLoad } from './start-load.ts';
import { syncAll } from './sync-all.ts';

/** A longer run: RATE=500 SECONDS=60 SEED=7. */
const { perSecond, seed, seconds } = testSettings;
/** The duration of each fault, and of the phases before and after it. */
export const spellMs = (seconds * 1_000) / 3;

export const webhookSecret = 'a secret of thirty-two characters';

/** A complete deployment under load, with a fault proxy before each of its parts. */
export interface Scene extends AsyncDisposable {
  running: RunningSimulator;
  fleet: Fleet;
  load: Load;
  twin: DatabaseConnection;
  postgres: { server: TestPostgres; proxy: FaultProxy };
  redis: { server: TestRedis; proxy: FaultProxy };
  github: FaultProxy;
  /** The proxy of the ingress. */
  door: FaultProxy;
  webhookUrl: string;
  /** The environment of the processes. */
  environment: FleetEnvironment;
  /**
   * Ends the load, and checks the common guarantees for everything since the last call.
   *
   * @param options `mayRefuse`: which deliveries may be answered with 503: any, or those that were sent before.
   * @returns the numbers of deliveries that were sent and accepted since.
   */
  expectAllKept(options?: { mayRefuse: boolean | Date }): Promise<{ sent: number; accepted: number }>;
}

export const adminKey = `htk_${'a'.repeat(40)}`;

/** @param besides additional environment of the processes, such as NODE_OPTIONS. */
export async function startScene(besides: Record<string, string> = {}): Promise<Scene> {
  console.info(`SEED=${seed} RATE=${perSecond} SECONDS=${(spellMs * 3) / 1_000}`);
  await using owned = new AsyncDisposableStack();
  const server = owned.use(await startTestPostgres());
  const postgres = { server, proxy: owned.use(await startFaultProxy(addressOf(server.url))) };
  const redisServer = owned.use(await startTestRedis());
  const redis = { server: redisServer, proxy: owned.use(await startFaultProxy(addressOf(redisServer.url))) };
  const door = owned.use(await startFaultProxy({ port: 1 }));
  const webhookUrl = `http://127.0.0.1:${door.port}/webhooks/github`;
  const simulatorPort = await freePort();
  const github = owned.use(await startFaultProxy({ port: simulatorPort }));
  const running = owned.use(
    await startSimulator({
      seed,
      port: simulatorPort,
      url: `http://127.0.0.1:${github.port}`,
      scenario: 'quiet',
      webhookUrl,
      webhookSecret,
      keepRecords: 1_000_000,
    }),
  );
  const { simulator, rest, deliverer } = running;
  const environment = {
    DATABASE_URL: postgres.proxy.through(server.url),
    REDIS_URL: redis.proxy.through(redisServer.url),
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    GITHUB_BASE_URL: running.url,
    GITHUB_APP_ID: `${simulator.app.id}`,
    GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey,
    GITHUB_RATE_LIMIT_STRATEGY: 'aggressive',
    ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
    HUBTWIN_ADMIN_KEY: adminKey,
    ...besides,
  };
  const fleet = owned.use(await startFleet(environment, door));
  const twin = owned.use(createDatabase({ url: server.url, poolMax: 4, onConnectionError: () => {} }));
  // Records each outcome of a delivery, in the transaction of its effects.
  await twin.pool.query(`
    create table endings (guid uuid not null);
    create function record_end() returns trigger language plpgsql as $$ begin
      insert into endings values (new.guid);
      return new;
    end $$;
    create trigger record_end after update of status on webhook_deliveries
      for each row when (new.status in ('processed', 'ignored')) execute function record_end();
  `);
  const { logger } = owned.use(await startTelemetry('test', { logLevel: 'silent' }));
  const queues = owned.use(connectQueues({ store: { redisUrl: redisServer.url }, logger }));
  const stop = new AbortController();
  owned.defer(() => stop.abort());
  const loading = startLoad(running, { perSecond, signal: stop.signal });
  // The pace depends on the limit; a high limit avoids waiting. The member compares the twin with GitHub.
  const [installation] = simulator.world.installations.values();
  const member = simulator.world.accounts.get('ada-okafor');
  for (const payer of [`installation:${installation?.id}`, `user:${member?.id}`]) {
    rest.budgets.set(payer, 'core', { limit: 1_000_000 });
  }
  const load = await loading;

  const allEnd = () =>
    waitFor(
      'all accepted deliveries to be processed',
      async () => (await countRows(twin, `webhook_deliveries where status in ('received', 'failed')`)) === 0,
      soon,
    );
  const imported = () =>
    waitFor(
      'the end of the imports',
      async () => (await countRows(twin, 'sync_jobs where completed_at is null')) === 0,
      soon,
    );
  await allEnd();
  await imported();
  let known = deliverer.records().length;
  const disposal = owned.move();
  return {
    ...{ running, fleet, load, twin, postgres, redis, github, door, webhookUrl, environment },
    async expectAllKept({ mayRefuse } = { mayRefuse: false }) {
      const isAllowed = (sentAt: string) =>
        typeof mayRefuse === 'boolean' ? mayRefuse : Date.parse(sentAt) < mayRefuse.getTime();
      await load.rest();
      const records = deliverer.records().slice(0, -known || undefined);
      const accepted = records.filter(({ status_code: code }) => code >= 200 && code < 300);
      const refused = records.filter(({ status_code: code }) => code >= 500);
      const summary = { sent: records.length, accepted: accepted.length, refused: refused.length };
      expect(accepted.length).toBeGreaterThan(0);
      expect(
        refused.filter(({ status_code: code, delivered_at: sentAt }) => code !== 503 || !isAllowed(sentAt)),
        'answered GitHub with 5xx',
      ).toEqual([]);

      await allEnd();
      const { rows } = await twin.pool.query<{ guid: string; endings: number; waited: number }>(
        `select guid, coalesce(e.count, 0)::int as endings,
                extract(epoch from processed_at - received_at)::float8 as waited
           from webhook_deliveries
           left join (select guid, count(*) from endings group by guid) as e using (guid)
          where guid = any($1::uuid[])`,
        [accepted.map(({ guid }) => guid)],
      );
      expect(rows.length, 'a row for each accepted delivery').toBe(accepted.length);
      expect(
        rows.filter(({ endings }) => endings !== 1),
        'not processed once',
      ).toEqual([]);
      const waited = Math.max(...rows.map((row) => row.waited));
      console.info({ ...summary, longestWaitSeconds: waited });
      expect(waited, 'maximum wait of a delivery in seconds').toBeLessThan(60);

      if (accepted.length < records.length) await recoverMissed(running, twin, queues);
      await imported();
      const settle = () => refetchUncertain(twin, queues);
      // Before anything is read again: deliveries alone brought these objects.
      await expectTrue(running, twin, settle, reported, isLostDelivery);
      await syncAll(running, twin, queues);
      await expectTrue(running, twin, settle, resources, () => true);
      known = deliverer.records().length;
      return summary;
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

const reported = resources.filter(({ name }) => name === 'issues' || name === 'pull_requests');
/** Whether a difference means that a delivery had no effect. */
const isLostDelivery = (line: string) =>
  /^(issues|pull_requests) \S+ (is missing|(title|state|body|locked):)/.test(line);

/** The twin equals GitHub, field by field; embedded objects follow within seconds. */
async function expectTrue(
  running: RunningSimulator,
  twin: DatabaseConnection,
  settle: () => Promise<void>,
  definitions: readonly ResourceDefinition[],
  counts: (line: string) => boolean,
) {
  const names = [...running.simulator.world.repositories.values()].map(({ name }) => `demo-org/${name}`);
  let unequal = names.flatMap((name) => definitions.map((definition) => ({ name, definition })));
  let found: string[] = [];
  for (let look = 0; look < 6 && unequal.length > 0; look++) {
    if (look > 0) await sleep(3_000);
    await settle();
    found = [];
    const left: typeof unequal = [];
    for (const each of unequal) {
      const lines = (await differences(running, twin, each.definition, each.name)).filter(counts);
      if (lines.length > 0) left.push(each);
      found.push(...lines);
    }
    unequal = left;
  }
  expect(found).toEqual([]);
}

const addressOf = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) });
