import { createGitHubBudgetStore, findInstallationGrants } from '@hubtwin/database';
import { connectGitHub, type GitHubClient } from '@hubtwin/github';
import { openStores, type Stores } from '@hubtwin/service/stores';
import { startTelemetry } from '@hubtwin/telemetry';
import { loadCommandConfig } from './load-command-config.ts';
import { requireDatabase } from './require-database.ts';

/** The resources of commands that work on a twin. */
export interface Twin extends Stores {
  config: Awaited<ReturnType<typeof loadCommandConfig>>;
  github: GitHubClient;
}

/** Opens the twin that the environment configures, else that of the last `hubtwin up` in this folder. */
export async function openTwin(): Promise<Twin> {
  const config = await loadCommandConfig();
  await using owned = new AsyncDisposableStack();
  const { logger, meter } = owned.use(await startTelemetry('hubtwin', { logLevel: 'error' }));
  const stores = owned.use(openStores(config, { logger }, { poolMax: 4 }));
  const { database, keys } = stores;
  await requireDatabase(database);
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
  return { ...stores, config, github, [Symbol.asyncDispose]: () => disposal.disposeAsync() };
}
