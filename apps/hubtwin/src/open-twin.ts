import {
  createDatabase,
  createGitHubBudgetStore,
  type Database,
  findInstallationGrants,
} from '@hubtwin/database';
import { connectGitHub, type GitHubClient } from '@hubtwin/github';
import { connectQueues, type Queues } from '@hubtwin/queue';
import { type KeyRing, openKeyRing } from '@hubtwin/secrets';
import { startTelemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import { loadCommandConfig } from './load-command-config.ts';
import { requireDatabase } from './require-database.ts';

/** The resources of commands that work on a twin. */
export interface Twin extends AsyncDisposable {
  config: Awaited<ReturnType<typeof loadCommandConfig>>;
  database: Kysely<Database>;
  queues: Queues;
  github: GitHubClient;
  /** Null if no encryption key is configured. */
  keys: KeyRing | null;
}

/** Opens the twin that the environment configures, else that of the last `hubtwin up` in this folder. */
export async function openTwin(): Promise<Twin> {
  const config = await loadCommandConfig();
  await using owned = new AsyncDisposableStack();
  const { logger, meter } = owned.use(await startTelemetry('hubtwin', { logLevel: 'error' }));
  const onConnectionError = (error: Error) => logger.warn({ err: error }, 'database connection lost');
  const { database } = owned.use(createDatabase({ ...config.database, poolMax: 4, onConnectionError }));
  await requireDatabase(database);
  const { redisUrl } = config.queue;
  const store = redisUrl === undefined ? { postgresUrl: config.database.url } : { redisUrl };
  const queues = owned.use(connectQueues({ store, logger }));
  const keys = owned.use(openKeyRing(config.secrets, logger));
  const github = owned.use(
    connectGitHub({
      ...config.github,
      keys,
      grantsOf: (id) => findInstallationGrants(database, id),
      budgetStore: createGitHubBudgetStore(database),
      meter,
      logger,
    }),
  );
  const disposal = owned.move();
  return { config, database, queues, github, keys, [Symbol.asyncDispose]: () => disposal.disposeAsync() };
}
