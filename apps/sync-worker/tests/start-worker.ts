import { randomUUID } from 'node:crypto';
import { loadConfig } from '@hubtwin/config';
import { createDatabase, type IncomingDelivery, storeDeliveries } from '@hubtwin/database';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { syncWorkerSections } from '../src/config.ts';
import { createContext, type SyncWorkerContext } from '../src/context.ts';
import { applyDeliveries } from '../src/jobs/apply-deliveries.ts';

/** What the process is made of, over a database of its own; nothing runs until a test starts it. */
export interface TestWorker extends AsyncDisposable {
  context: SyncWorkerContext;
  connection: TestDatabase;
  /** Commits deliveries together. @returns their batch. */
  store(deliveries: readonly IncomingDelivery[]): Promise<string>;
  /** Does the work of a job that names these deliveries, as the queue would have it done. */
  runJob(
    deliveries: readonly { guid: string }[],
    options?: { queues?: SyncWorkerContext['queues']; id?: string },
  ): Promise<unknown>;
  /** The row of each delivery, in their order. */
  read(deliveries: readonly { guid: string }[]): Promise<DeliveryRow[]>;
  /** As if a worker had started its `attempts`-th attempt at each of them, so many seconds ago, and had ended since. */
  abandon(deliveries: readonly { guid: string }[], attempts: number, secondsAgo?: number): Promise<void>;
}

export interface DeliveryRow {
  guid: string;
  status: string;
  attempts: number;
  error: string | null;
  action: string | null;
  repository_id: number | null;
  retry_at: Date | null;
}

/** Without a Redis, the queue is in the database. */
export async function startWorker({
  databaseUrl,
  redisUrl,
  environment = {},
  settleAfterMs,
}: {
  /** Of a database that is the test's; by default one is made. */
  databaseUrl?: string;
  redisUrl?: string;
  environment?: Record<string, string>;
  settleAfterMs?: SyncWorkerContext['settleAfterMs'];
} = {}): Promise<TestWorker> {
  await using owned = new AsyncDisposableStack();
  const telemetry = owned.use(await startTelemetry('sync-worker', { logLevel: 'silent' }));
  const connection = owned.use(
    databaseUrl === undefined
      ? await createTestDatabase()
      : { ...createDatabase({ url: databaseUrl, poolMax: 10 }), url: databaseUrl },
  );
  const config = loadConfig(syncWorkerSections, {
    DATABASE_URL: connection.url,
    DELIVERY_CONCURRENCY: '4',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...environment,
  });
  // Tests do not wait for more deliveries than they send.
  const overrides = { settleAfterMs: settleAfterMs ?? { incomplete: 1_200, contradicted: 1_200 } };
  const context = owned.use(await createContext(config, telemetry, overrides));
  const disposal = owned.move();
  const ownJob = applyDeliveries(context);
  return {
    context,
    connection,
    async store(deliveries) {
      const batch = randomUUID();
      await storeDeliveries(connection.pool, deliveries, batch);
      return batch;
    },
    async runJob(deliveries, { queues, id = 'test' } = {}) {
      const deliveryIds = deliveries.map(({ guid }) => guid);
      const { signal } = new AbortController();
      const job = { id, attempt: 1 };
      const { process } = queues === undefined ? ownJob : applyDeliveries({ ...context, queues });
      return process({ deliveryIds }, { signal, logger: context.logger, job });
    },
    async read(deliveries) {
      const { rows } = await connection.pool.query<DeliveryRow>(
        `select d.*, case when a.guid is null then status else 'processing' end as status,
                coalesce(a.attempts, d.attempts) as attempts
           from unnest($1::uuid[]) with ordinality as given (guid, n)
           join webhook_deliveries as d using (guid) left join webhook_attempts as a using (guid) order by n`,
        [deliveries.map(({ guid }) => guid)],
      );
      return rows;
    },
    async abandon(deliveries, attempts, secondsAgo = 60) {
      await connection.pool.query(
        `insert into webhook_attempts (guid, batch, attempts, claimed_at)
         select guid, batch, $2, now() - make_interval(secs => $3)
           from webhook_deliveries where guid = any($1::uuid[])`,
        [deliveries.map(({ guid }) => guid), attempts, secondsAgo],
      );
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
