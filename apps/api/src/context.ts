import type { Database } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import {
  childrenQueue,
  deliveriesQueue,
  importQueue,
  observeQueues,
  projectsQueue,
  type Queues,
  queueNames,
  recoveryQueue,
} from '@hubtwin/queue';
import { workflowJobs } from '@hubtwin/resources';
import type { KeyRing } from '@hubtwin/secrets';
import { openGitHub } from '@hubtwin/service/github';
import { openStores } from '@hubtwin/service/stores';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';
import { type AuditLog, createAuditLog } from './audit/create-audit-log.ts';
import type { ApiConfig } from './config.ts';
import { type ChangeFeed, createChangeFeed } from './feed/create-change-feed.ts';
import { type Authenticate, createAuthenticator } from './http/authenticate.ts';
import type { InstallFlowOptions } from './install/install-flow.ts';
import { createRequestLimits, type RequestLimits } from './limits/create-request-limits.ts';
import { type Caching, openCaching } from './open-caching.ts';
import type { Pacing } from './rate-limits/present-rate-limit.ts';

/** The resources of the routes. */
export interface ApiContext {
  database: Kysely<Database>;
  /** Enqueues the deliveries of `batch` for a worker, as one job. */
  enqueueDeliveries(batch: string, deliveryIds: string[]): Promise<void>;
  /** Enqueues a recovery pass. */
  enqueueRecovery(deep: boolean): Promise<void>;
  /** Enqueues the processing of a project. */
  enqueueProject(projectId: number): Promise<void>;
  /** Enqueues imports and syncs. If the queue is unavailable, the sweep of the workers finds the sync job. */
  queues: Pick<Queues, 'enqueueAll'>;
  sync: Pick<ApiConfig['sync'], 'intervalMinutes' | 'minAgeMinutes'>;
  /** Enqueues a fetch of the jobs of a run. */
  enqueueRunJobs(run: { repositoryId: number; runId: number }): Promise<void>;
  github: GitHubClient;
  /** How requests to GitHub are paced. */
  pacing: Pacing;
  /** The installation flow of the App. */
  installing: InstallFlowOptions;
  /** Enqueues the import of an installation, unless automatic imports are disabled. @returns whether it was enqueued. */
  enqueueAutoImport(installationId: number): Promise<boolean>;
  /** The queues of the dashboard. */
  openQueues(): Promise<Awaited<ReturnType<Queues['open']>>[]>;
  audit: AuditLog;
  authenticate: Authenticate;
  /** Who follows the change log. */
  feed: ChangeFeed;
  limits: RequestLimits;
  /** Encrypts stored secrets; null: no encryption key is configured. */
  keys: KeyRing | null;
  /** The URL that hooks send to. */
  hooks: ApiConfig['hooks'];
  /** Null: no response is cached. */
  caching: Caching | null;
  /** The configured key that has every scope; undefined: only stored keys are accepted. */
  adminKey: string | undefined;
  /** How many proxies in front are trusted. */
  trustProxy: number;
  logger: Logger;
  meter: Meter;
}

export function createContext(config: ApiConfig, telemetry: Telemetry): ApiContext & AsyncDisposable {
  const { logger, meter } = telemetry;
  const owned = new AsyncDisposableStack();
  const { database, pool, queues, keys } = owned.use(openStores(config, telemetry));
  const github = owned.use(openGitHub('api', config, telemetry, { database, keys }));
  observeQueues(meter, queues);
  const caching = openCaching(config.cache, database, telemetry);
  if (caching !== null) owned.use(caching);
  const limits = owned.use(
    createRequestLimits({
      perMinute: config.api.rateLimitPerMinute,
      failuresPerMinute: config.api.authFailuresPerMinute,
      redisUrl: config.queue.redisUrl,
    }),
  );
  const audit = owned.use(createAuditLog({ database, logger, meter }));
  const authenticate = createAuthenticator({ database, adminKey: config.api.adminKey, audit });
  const feed = owned.use(createChangeFeed({ database, pool, authenticate, logger, meter }));
  return {
    database,
    github,
    pacing: config.github,
    keys,
    hooks: config.hooks,
    caching,
    limits,
    audit,
    authenticate,
    feed,
    openQueues: () => Promise.all(queueNames.map((name) => queues.open({ name }))),
    enqueueDeliveries: (batch, deliveryIds) =>
      queues.enqueue(deliveriesQueue, { deliveryIds }, { id: batch }),
    enqueueRecovery: (deep) => queues.enqueue(recoveryQueue, { deep, requested: true }),
    enqueueProject: (projectId) => queues.enqueue(projectsQueue, { projectId }),
    queues: {
      enqueueAll: (spec, payloads, options) =>
        queues.enqueueAll(spec, payloads, options).catch((error: unknown) => {
          logger.warn({ err: error, queue: spec.name }, 'not enqueued; the sweep will enqueue it');
        }),
    },
    sync: config.sync,
    installing: {
      database,
      keys,
      baseUrl: config.github.baseUrl,
      app: config.githubApp,
    },
    async enqueueAutoImport(installationId) {
      if (!config.sync.isAutomatic || !github.hasApp) return false;
      const plan = { kind: 'plan', repositoryIds: null, type: 'auto_import', priority: 'low' } as const;
      await queues.enqueue(importQueue, { ...plan, installationId });
      return true;
    },
    enqueueRunJobs: ({ repositoryId, runId }) =>
      queues.enqueue(childrenQueue, { repositoryId, resource: workflowJobs.name, parentId: runId }),
    adminKey: config.api.adminKey,
    trustProxy: config.api.trustProxy,
    logger,
    meter,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
