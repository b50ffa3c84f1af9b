import { createDatabase, type Database } from '@hubtwin/database';
import { connectQueues, probeQueue } from '@hubtwin/queue';
import { startSyncJob } from '@hubtwin/replication';
import { startTelemetry } from '@hubtwin/telemetry';
import { type Kysely, sql } from 'kysely';
import { startApp } from '../server-process.ts';
import { waitUntil } from '../wait-until.ts';

/** A sync-worker over a twin. Disposing stops it. */
export interface Syncer extends AsyncDisposable {
  /** Compares the whole twin with GitHub, and reads changes. @returns seconds until they are read. */
  probe(): Promise<number>;
  /** Syncs repositories at once, at the priority of a waiting user. @returns seconds until all are synced. */
  sync(repositoryIds: readonly number[], resources: string[] | null): Promise<number>;
}

export async function openSyncer(options: {
  databaseUrl: string;
  url: string;
  token: string;
}): Promise<Syncer> {
  const { databaseUrl, url, token } = options;
  await using owned = new AsyncDisposableStack();
  const { logger } = owned.use(await startTelemetry('bench', { logLevel: 'silent' }));
  const { database } = owned.use(createDatabase({ url: databaseUrl, poolMax: 2 }));
  const queues = owned.use(connectQueues({ store: { postgresUrl: databaseUrl }, logger }));
  const environment = { DATABASE_URL: databaseUrl, GITHUB_BASE_URL: url, GITHUB_TOKEN: token };
  owned.use(await startApp('sync-worker', { ...environment, GITHUB_ENABLE_AUTO_SYNC: 'false' }));

  /** Until no probe is waiting or running, and no sync is unfinished. */
  const settle = () =>
    waitUntil(async () => {
      const { waiting = 0, active = 0, prioritized = 0 } = await queues.counts(probeQueue);
      return waiting + active + prioritized === 0 && (await countUnfinished(database)) === 0
        ? true
        : undefined;
    });

  async function timed(work: () => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1_000;
  }

  const disposal = owned.move();
  return {
    probe: () =>
      timed(async () => {
        await queues.enqueue(probeQueue, { kind: 'probe', installationId: null, force: true });
        await settle();
      }),
    sync: (repositoryIds, resources) =>
      timed(async () => {
        const tasks = repositoryIds.map(
          (repositoryId) => ({ repositoryId, work: 'sync', resources }) as const,
        );
        const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
        const jobId = await startSyncJob({ database, queues }, job);
        const status = await waitUntil(() => findOutcome(database, jobId));
        if (status !== 'completed') throw new Error(`the sync ended as ${status}`);
      }),
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

async function findOutcome(database: Kysely<Database>, jobId: number): Promise<string | undefined> {
  const job = database.selectFrom('sync_jobs').select('status').where('id', '=', jobId);
  return (await job.where('completed_at', 'is not', null).executeTakeFirst())?.status;
}

async function countUnfinished(database: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from sync_jobs where completed_at is null
  `.execute(database);
  return rows[0]?.count ?? 0;
}
