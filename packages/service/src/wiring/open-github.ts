import type { Config, githubConfig } from '@hubtwin/config';
import { createGitHubBudgetStore, createHttpCache, findInstallationGrants } from '@hubtwin/database';
import { connectGitHub, type GitHubClient, type GitHubConnectionOptions } from '@hubtwin/github';
import { recordRefused, reportRequests } from '@hubtwin/replication';
import type { Telemetry } from '@hubtwin/telemetry';
import type { Stores } from './open-stores.ts';

/**
 * Connects to GitHub as a service of the fleet: with its budget and its cached responses, reporting the requests and
 * the credentials that GitHub refuses.
 */
export function openGitHub(
  service: string,
  { github: config }: Config<{ github: typeof githubConfig }>,
  { logger, meter }: Pick<Telemetry, 'logger' | 'meter'>,
  { database, keys, ...options }: Pick<Stores, 'database' | 'keys'> & Partial<GitHubConnectionOptions>,
): GitHubClient {
  const warn = (message: string) => (error: unknown) => logger.warn({ err: error }, message);
  const owned = new AsyncDisposableStack();
  const github = owned.use(
    connectGitHub({
      ...config,
      keys,
      responses: createHttpCache(database),
      grantsOf: (id) => findInstallationGrants(database, id),
      onRefused: recordRefused({ database, onError: warn('a refused credential was not recorded') }),
      budgetStore: createGitHubBudgetStore(database),
      meter,
      logger,
      ...options,
    }),
  );
  const onError = warn('requests to GitHub not reported');
  owned.use(reportRequests({ database, github, service, onError }));
  return { ...github, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
