import { createDatabase, findSyncJob } from '@hubtwin/database';
import { connectQueues } from '@hubtwin/queue';
import { findImportable, startSyncJob } from '@hubtwin/replication';
import { startTelemetry } from '@hubtwin/telemetry';
import { connectOurs } from '../github/connect-ours.ts';
import { readPeakMemory } from '../read-peak-memory.ts';
import { startApp } from '../server-process.ts';
import { waitUntil } from '../wait-until.ts';

/** An import-worker, and a client that waits for it. Disposing stops it. */
export interface Importer extends AsyncDisposable {
  /** Imports a repository of the organisation at high priority. @returns seconds until all of it is stored. */
  import(name: string): Promise<number>;
  countBranches(name: string): Promise<number>;
  /** The peak memory of the worker so far, in MiB. */
  peakMemory(): number;
}

export async function openImporter({
  databaseUrl,
  url,
  token,
}: {
  databaseUrl: string;
  url: string;
  token: string;
}): Promise<Importer> {
  await using owned = new AsyncDisposableStack();
  const worker = owned.use(
    await startApp('import-worker', {
      DATABASE_URL: databaseUrl,
      GITHUB_BASE_URL: url,
      GITHUB_TOKEN: token,
    }),
  );
  const telemetry = owned.use(await startTelemetry('bench', { logLevel: 'silent' }));
  const { database } = owned.use(createDatabase({ url: databaseUrl, poolMax: 2 }));
  const queues = owned.use(connectQueues({ store: { postgresUrl: databaseUrl }, logger: telemetry.logger }));
  const github = owned.use(connectOurs(telemetry, { url, token }));
  const disposal = owned.move();
  return {
    async import(name) {
      const found = await findImportable({ database, github }, { owner: 'demo-org', repo: name }, priority);
      const [repositoryId] = found;
      if (repositoryId === undefined) throw new Error(`${name} does not exist`);
      const started = performance.now();
      const tasks = [{ repositoryId, work: 'import' }] as const;
      const job = { type: 'manual_sync', installationId: null, tasks, ...priority } as const;
      const jobId = await startSyncJob({ database, queues }, job);
      const ended = await waitUntil(async () => {
        const state = await findSyncJob(database, jobId);
        return state?.completedAt === null ? undefined : state;
      }, patienceMs);
      if (ended?.status !== 'completed')
        throw new Error(`the import of ${name} failed: ${ended?.errorMessage}`);
      return (performance.now() - started) / 1_000;
    },
    async countBranches(name) {
      const { count } = await database
        .selectFrom('branches')
        .innerJoin('repositories', 'repositories.id', 'branches.repository_id')
        .where('repositories.name', '=', name)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
    peakMemory: () => readPeakMemory(worker.pid),
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

const priority = { priority: 'high' } as const;
const patienceMs = 600_000;
