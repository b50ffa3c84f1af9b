import type { Config, githubConfig } from '@hubtwin/config';
import type { GitHubClient } from '@hubtwin/github';
import { movedQueue, observeQueues } from '@hubtwin/queue';
import { budgetPatienceMs, movedRepository, postponedUntil } from '@hubtwin/replication';
import type { Telemetry } from '@hubtwin/telemetry';
import { openGitHub } from './open-github.ts';
import { openStores, type Stores, type StoresConfig } from './open-stores.ts';

/** The resources of a service whose jobs send requests to GitHub. */
export interface WorkerResources extends Stores {
  github: GitHubClient;
}

/**
 * Opens what the workers have in common. A job that has to wait long for GitHub's budget is postponed, and a repository
 * that GitHub redirects to another name is fetched again.
 */
export function openWorker(
  service: string,
  config: StoresConfig & Config<{ github: typeof githubConfig }>,
  telemetry: Telemetry,
): WorkerResources {
  const { logger, meter } = telemetry;
  const owned = new AsyncDisposableStack();
  const stores = owned.use(openStores(config, telemetry, { postponedUntil }));
  const { database, keys, queues } = stores;
  const onMoved = (moved: { to: string }) => {
    const repositoryId = movedRepository(moved);
    if (repositoryId === null) return;
    // The next probe detects a move that is lost here.
    queues.enqueue(movedQueue, { repositoryId }).catch((error: unknown) => {
      const failed = { err: error, repository_id: repositoryId };
      logger.warn(failed, 'refetch of a moved repository not enqueued');
    });
  };
  const options = { database, keys, patienceMs: budgetPatienceMs, onMoved };
  const github = owned.use(openGitHub(service, config, telemetry, options));
  observeQueues(meter, queues);
  return { ...stores, github, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
