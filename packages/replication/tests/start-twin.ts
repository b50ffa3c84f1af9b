import { createSyncJob, finishSyncTask, startSyncTask, storeObservations } from '@hubtwin/database';
import { connectGitHub, createLocalBudgetStore, type GitHubClient, type Priority } from '@hubtwin/github';
import { populateOrganisation, type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { importRepository } from '../src/import/import-repository.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';

type Population = Parameters<typeof populateOrganisation>[1];

interface ImportAttempt {
  /** `high` by default. */
  priority?: Priority;
  /** The job of an earlier attempt; by default a new one. */
  jobId?: number;
  /** Aborts it, as a crash would, after this many pages were stored. */
  pages?: number;
}

/** A twin of a simulated organisation with the App installed and nothing imported yet. */
export interface TestTwin extends AsyncDisposable {
  running: RunningSimulator;
  connection: TestDatabase;
  github: GitHubClient;
  /** The configured tokens. */
  tokens: readonly string[];
  repositoryIdOf(name: string): number;
  /** Imports them completely, a few concurrently. */
  importAll(names: readonly string[]): Promise<void>;
  /** Imports a repository as its own sync job. @returns the job's id. */
  import(name: string, options?: ImportAttempt): Promise<{ jobId: number; failures: unknown[] }>;
}

/** @param population null: the App is not installed yet, and there are only the demo's repositories. */
export async function startTwin(
  population: Population | null,
  seed = 3,
  {
    tokensOf = null,
    patienceMs = Number.POSITIVE_INFINITY,
    ...options
  }: Pick<Parameters<typeof startSimulator>[0], 'issueCursorsFrom' | 'isEnterprise'> & {
    /** The users whose tokens are configured instead of the App, which is not installed then. */
    tokensOf?: readonly string[] | null;
    /** How long requests wait for the budget; without limit by default. */
    patienceMs?: number;
  } = {},
): Promise<TestTwin> {
  await using owned = new AsyncDisposableStack();
  const running = owned.use(await startSimulator({ seed, port: 0, scenario: 'quiet', ...options }));
  const { simulator, rest } = running;
  if (population !== null) populateOrganisation(simulator, population);
  const deliveries =
    population === null || tokensOf !== null
      ? []
      : simulator.commands.install({ by: 'ada-okafor' }).deliveries;
  const connection = owned.use(await createTestDatabase());
  const { database } = connection;
  for (const { event, body } of deliveries) {
    const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt: new Date() });
    await storeObservations(database, observations);
  }
  const { meter, logger } = owned.use(await startTelemetry('test', { logLevel: 'silent' }));
  const tokens = (tokensOf ?? []).map((login) => rest.credentials.createPersonalToken({ login }));
  const github = owned.use(
    connectGitHub({
      baseUrl: simulator.world.host.api,
      tokens,
      app: tokensOf !== null ? null : { id: `${simulator.app.id}`, privateKey: rest.appKey.privateKey },
      strategy: 'aggressive',
      patienceMs,
      maxPerHour: null,
      budgetStore: createLocalBudgetStore(),
      redisUrl: undefined,
      keys: null,
      meter,
      logger,
    }),
  );
  const repositoryIdOf = (name: string) => simulator.world.names.get(name.toLowerCase()) ?? 0;
  const disposal = owned.move();
  return {
    running,
    connection,
    github,
    tokens,
    repositoryIdOf,
    async importAll(names) {
      const repositoryIds = names.map(repositoryIdOf);
      const jobId = await createSyncJob(database, {
        type: 'manual_sync',
        priority: 'high',
        installationId: null,
        tasks: repositoryIds.map((repositoryId) => ({ repositoryId, work: 'import' })),
      });
      const left = [...repositoryIds];
      const work = async () => {
        for (let repositoryId = left.pop(); repositoryId !== undefined; repositoryId = left.pop()) {
          const task = { jobId, repositoryId };
          await startSyncTask(database, task);
          await importRepository({ database, github, ...task, priority: 'high' });
          await finishSyncTask(database, task, { error: null });
        }
      };
      await Promise.all([work(), work(), work(), work()]);
    },
    async import(name, { priority = 'high', jobId: known, pages = Number.POSITIVE_INFINITY } = {}) {
      const repositoryId = repositoryIdOf(name);
      const job = {
        type: 'manual_sync',
        priority,
        installationId: null,
        tasks: [{ repositoryId, work: 'import' }],
      } as const;
      const jobId = known ?? (await createSyncJob(database, job));
      await startSyncTask(database, { jobId, repositoryId });
      const stop = new AbortController();
      let stored = 0;
      const onPage = () => {
        stored += 1;
        if (stored === pages) stop.abort();
      };
      const options = { database, github, jobId, repositoryId, priority, signal: stop.signal, onPage };
      try {
        const { lists } = await importRepository(options);
        return { jobId, failures: lists.filter((list) => 'state' in list) };
      } catch (error) {
        if (!stop.signal.aborted) throw error;
        return { jobId, failures: [error] };
      }
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
