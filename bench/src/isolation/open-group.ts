import { createDatabase, type Database } from '@hubtwin/database';
import { connectQueues, probeQueue } from '@hubtwin/queue';
import { startSyncJob } from '@hubtwin/replication';
import { startTelemetry } from '@hubtwin/telemetry';
import { type Kysely, sql } from 'kysely';
import { startApp } from '../server-process.ts';
import { waitUntil } from '../wait-until.ts';

/** A sync-worker over a twin, of which some repositories are measured. Disposing stops it. */
export interface Group extends AsyncDisposable {
  /** Reads the lists of all given repositories. @returns seconds until the watched ones are done. */
  sync(repositoryIds: readonly number[], watched: readonly number[]): Promise<number>;
  /** Compares the whole twin with GitHub. @returns seconds until the watched ones are done. */
  probe(watched: readonly number[]): Promise<number>;
  /** Until no sync is unfinished. */
  settle(): Promise<void>;
  /** The reasons of a failure in the last sync job and in the repository. */
  reasonsOf(repositoryId: number): Promise<{ ofJob: string | null; lastSyncError: string | null }>;
}

/** The resources to read. */
const resources = ['branches', 'issues', 'labels', 'releases', 'contributors'];
const forMs = 580_000;

export async function openGroup(options: {
  databaseUrl: string;
  url: string;
  tokens: readonly string[];
}): Promise<Group> {
  const { databaseUrl, url, tokens } = options;
  await using owned = new AsyncDisposableStack();
  const { logger } = owned.use(await startTelemetry('bench', { logLevel: 'silent' }));
  const { database } = owned.use(createDatabase({ url: databaseUrl, poolMax: 2 }));
  const queues = owned.use(connectQueues({ store: { postgresUrl: databaseUrl }, logger }));
  const environment = {
    ...{ DATABASE_URL: databaseUrl, GITHUB_BASE_URL: url, GITHUB_TOKENS: tokens.join(',') },
    ...{ GITHUB_ENABLE_AUTO_SYNC: 'false', GITHUB_REQUEST_TIMEOUT: '3000', LOG_LEVEL: 'silent' },
  };
  owned.use(await startApp('sync-worker', environment));

  async function timed(work: () => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1_000;
  }
  const settle = async () => {
    const finished = waitUntil(
      async () => ((await listUnfinished(database)).length === 0 ? true : undefined),
      forMs,
    );
    await finished.catch(async (cause: unknown) => {
      const tasks = JSON.stringify(await listUnfinished(database));
      throw new Error(`unfinished: ${tasks}`, { cause });
    });
  };

  const disposal = owned.move();
  return {
    settle,
    sync: (repositoryIds, watched) =>
      timed(async () => {
        const tasks = repositoryIds.map(
          (repositoryId) => ({ repositoryId, work: 'sync', resources }) as const,
        );
        const job = { type: 'manual_sync', priority: 'high', installationId: null, tasks } as const;
        const jobId = await startSyncJob({ database, queues }, job);
        await waitUntil(
          async () =>
            (await countCompleted(database, jobId, watched)) === watched.length ? true : undefined,
          forMs,
        );
      }),
    async probe(watched) {
      const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database);
      const since = rows[0]?.now ?? new Date();
      return await timed(async () => {
        await queues.enqueue(probeQueue, { kind: 'probe', installationId: null, force: true });
        await waitUntil(
          async () => ((await countSynced(database, since, watched)) === watched.length ? true : undefined),
          forMs,
        );
      });
    },
    async reasonsOf(repositoryId) {
      const { rows } = await sql<{ ofJob: string | null; lastSyncError: string | null }>`
        select r.last_sync_error as "lastSyncError",
               (select p.error from sync_job_repositories as p
                 join sync_jobs as j on j.id = p.job_id
                 where p.repository_id = r.id and j.job_type = 'manual_sync' order by p.job_id desc limit 1) as "ofJob"
          from repositories as r where r.id = ${repositoryId}
      `.execute(database);
      return rows[0] ?? { ofJob: null, lastSyncError: null };
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

async function listUnfinished(database: Kysely<Database>): Promise<object[]> {
  const { rows } = await sql<object>`
    select j.id, j.job_type, t.repository_id, t.status, t.error
      from sync_jobs as j
      left join sync_job_repositories as t on t.job_id = j.id and t.status in ('pending', 'running')
     where j.completed_at is null limit 100
  `.execute(database);
  return rows;
}

async function countCompleted(
  database: Kysely<Database>,
  jobId: number,
  ids: readonly number[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from sync_job_repositories
     where job_id = ${jobId} and status = 'completed' and repository_id = any(${ids})
  `.execute(database);
  return rows[0]?.count ?? 0;
}

async function countSynced(database: Kysely<Database>, since: Date, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from repositories where last_synced_at >= ${since} and id = any(${ids})
  `.execute(database);
  return rows[0]?.count ?? 0;
}
