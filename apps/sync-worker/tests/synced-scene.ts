import { createSyncJob, findSyncJob } from '@hubtwin/database';
import { importRepository } from '@hubtwin/replication';
import { syncOne } from '../src/sync/sync-one.ts';
import { receive, type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

const { signal } = new AbortController();

/** A worker over a twin into which the storefront was imported an hour ago. */
export interface SyncedScene extends AsyncDisposable {
  github: SimulatedGitHub;
  worker: TestWorker;
  storefront: number;
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Syncs the storefront. @returns how the job ended, and what is stored of its task. */
  sync(work: 'sync' | 'full' | 'probe'): Promise<Record<string, unknown>>;
}

export async function openSyncedScene(environment: Record<string, string> = {}): Promise<SyncedScene> {
  const github = await startSimulatedGitHub();
  const worker = await startWorker({ environment: { ...github.environment, ...environment } });
  const { deliveries } = github.simulator.commands.install({ by: 'ada-okafor' });
  const { database } = worker.context;
  await receive(worker, deliveries);
  const { rows: batches } = await worker.connection.pool.query('select guid from webhook_deliveries');
  await worker.runJob(batches);
  const storefront = github.simulator.world.names.get('demo-org/storefront') ?? 0;
  const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;
  const job = { type: 'manual_sync', priority: 'high', installationId: null } as const;
  const jobId = await createSyncJob(database, {
    ...job,
    tasks: [{ repositoryId: storefront, work: 'import' }],
  });
  const work = { database, github: worker.context.github, jobId, repositoryId: storefront };
  await importRepository({ ...work, priority: 'high' });
  await query(`update repositories set last_synced_at = now() - interval '1 hour' where id = ${storefront}`);
  return {
    github,
    worker,
    storefront,
    query,
    async sync(kind) {
      const tasks = [{ repositoryId: storefront, work: kind }];
      const task = { jobId: await createSyncJob(database, { ...job, tasks }), repositoryId: storefront };
      await syncOne(worker.context, task, { signal, isLastAttempt: true });
      const [row] = await query(
        `select p.status, p.error, r.last_sync_error, r.last_synced_at > now() - interval '1 minute' as is_synced
           from sync_job_repositories as p join repositories as r on r.id = p.repository_id
          where p.job_id = ${task.jobId}`,
      );
      return { job: (await findSyncJob(database, task.jobId))?.status, ...row };
    },
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      await github[Symbol.asyncDispose]();
    },
  };
}
