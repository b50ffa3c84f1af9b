import { createHash, randomBytes } from 'node:crypto';
import { cacheConfig, loadConfig } from '@hubtwin/config';
import { findInstallationGrants, storeObservations } from '@hubtwin/database';
import {
  connectGitHub,
  createLocalBudgetStore,
  type GitHubClient,
  type GitHubConnectionOptions,
} from '@hubtwin/github';
import { interpretDelivery } from '@hubtwin/replication';
import { createKeyRing, type KeyRing } from '@hubtwin/secrets';
import { listen } from '@hubtwin/service';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { createAuditLog } from '../src/audit/create-audit-log.ts';
import type { ApiContext } from '../src/context.ts';
import { createApp } from '../src/create-app.ts';
import { createChangeFeed } from '../src/feed/create-change-feed.ts';
import { createAuthenticator } from '../src/http/authenticate.ts';
import type { InstallFlowOptions } from '../src/install/install-flow.ts';
import { createRequestLimits } from '../src/limits/create-request-limits.ts';
import { openCaching } from '../src/open-caching.ts';
import type { Delivery } from './payloads.ts';

export const adminKey = `htk_${'a'.repeat(40)}`;

interface RequestOptions {
  /** Default: the admin key; null: none. */
  key?: string | null;
  method?: string;
  headers?: Record<string, string>;
  body?: string | object;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape */
  json: any;
}

interface KeyOptions {
  scopes?: string[];
  repositoryIds?: number[] | null;
  expiresAt?: Date | null;
  revokedAt?: Date | null;
}

/** The app over a database of its own, on a free port. */
export interface TestApi extends AsyncDisposable {
  origin: string;
  connection: TestDatabase;
  /** How its routes ask GitHub. */
  github: GitHubClient;
  /** What was enqueued, a job an entry. */
  jobs: { batch: string; deliveryIds: string[] }[];
  /** Whether each recovery that was enqueued is deep. */
  recoveries: boolean[];
  /** The installations whose import was enqueued. */
  imports: number[];
  /** The repositories that were enqueued to be imported or synced. */
  tasks: { queue: string; payload: unknown }[];
  /** The projects that were enqueued. */
  projects: number[];
  /** The runs whose jobs were fetched. */
  runJobs: { repositoryId: number; runId: number }[];
  ask(path: string, options?: RequestOptions): Promise<Answered>;
  /** Applies deliveries as the sync-worker does where no credential for GitHub is configured; by default two minutes old. */
  apply(deliveries: readonly Delivery[], receivedAt?: Date): Promise<void>;
  /** Stores an API key and returns it. */
  createKey(options?: KeyOptions): Promise<string>;
}

interface ApiOptions {
  /** A database that the caller closes; default: a new one. */
  connection?: TestDatabase;
  /** How the routes call GitHub; by default without a credential. */
  github?: Partial<GitHubConnectionOptions>;
  /** How the App is installed from here; by default not at all. */
  installing?: Omit<InstallFlowOptions, 'database'>;
  /** The environment that the cache is configured by; default: nothing is cached. */
  cache?: Record<string, string>;
  /** By default one of a single key. */
  keys?: KeyRing | null;
  /** Where hooks send to. */
  hooks?: { url: string | undefined; isEnabled: boolean };
  /** By default a silent one. */
  telemetry?: Telemetry;
  /** Where metrics are served; default: nowhere. */
  metricsPort?: number;
  /** Default: as many as a test may send. */
  limits?: Partial<Parameters<typeof createRequestLimits>[0]>;
  /** What the dashboard shows; default: nothing. */
  openQueues?: ApiContext['openQueues'];
}

export async function startApi({
  connection: shared,
  github,
  installing = notInstalling,
  cache = { GITHUB_ENABLE_CACHING: 'false' },
  metricsPort = 0,
  limits,
  openQueues = async () => [],
  keys = createKeyRing([{ id: 'test', key: Buffer.alloc(32, 1) }]),
  hooks = { url: 'http://127.0.0.1:9/webhooks/github', isEnabled: true },
  telemetry: given,
}: ApiOptions = {}): Promise<TestApi> {
  const owned = new AsyncDisposableStack();
  const connection = shared ?? owned.use(await createTestDatabase());
  const { database } = connection;
  const telemetry = given ?? owned.use(await startTelemetry('api', { logLevel: 'silent', metricsPort }));
  const jobs: TestApi['jobs'] = [];
  const recoveries: boolean[] = [];
  const imports: number[] = [];
  const projects: number[] = [];
  const tasks: TestApi['tasks'] = [];
  const runJobs: TestApi['runJobs'] = [];
  const client = owned.use(
    testGitHub(telemetry, { grantsOf: (id) => findInstallationGrants(database, id), keys, ...github }),
  );
  const caching = openCaching(loadConfig({ cache: cacheConfig }, cache).cache, database, telemetry);
  if (caching !== null) owned.use(caching);
  const unlimited = { perMinute: 1_000_000, failuresPerMinute: 1_000_000, redisUrl: undefined };
  const audit = owned.use(createAuditLog({ database, ...telemetry }));
  const authenticate = createAuthenticator({ database, adminKey, audit });
  const { pool } = connection;
  const feed = owned.use(createChangeFeed({ database, pool, authenticate, ...telemetry }));
  const app = createApp({
    database,
    audit,
    authenticate,
    feed,
    limits: owned.use(createRequestLimits({ ...unlimited, ...limits })),
    openQueues,
    caching,
    keys,
    hooks,
    github: client,
    installing: { database, ...installing },
    enqueueAutoImport: async (installationId) => imports.push(installationId) > 0,
    enqueueDeliveries: async (batch, deliveryIds) => void jobs.push({ batch, deliveryIds }),
    enqueueRecovery: async (deep) => void recoveries.push(deep),
    enqueueProject: async (projectId) => void projects.push(projectId),
    queues: {
      enqueueAll: async (spec, payloads) =>
        void tasks.push(...payloads.map((payload) => ({ queue: spec.name, payload }))),
    },
    pacing: { strategy: 'adaptive', maxPerHour: null },
    sync: { intervalMinutes: 15, minAgeMinutes: 10 },
    enqueueRunJobs: async (run) => void runJobs.push(run),
    adminKey,
    trustProxy: 0,
    logger: telemetry.logger,
    meter: telemetry.meter,
  });
  const service = owned.use(await listen(app, { port: 0, variable: 'API_PORT', host: '127.0.0.1' }));
  const origin = `http://127.0.0.1:${service.port}`;

  return {
    origin,
    connection,
    github: client,
    jobs,
    recoveries,
    imports,
    projects,
    tasks,
    runJobs,
    async ask(path, { key = adminKey, method = 'GET', headers = {}, body } = {}) {
      const response = await fetch(`${origin}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'object' ? JSON.stringify(body) : body }),
      });
      const isEndless = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      const text = isEndless ? await readFirst(response) : await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson ? JSON.parse(text) : undefined,
      };
    },
    async apply(deliveries, receivedAt = new Date(Date.now() - 120_000)) {
      const observations = deliveries.flatMap(
        (delivery) => interpretDelivery({ ...delivery, receivedAt }).observations,
      );
      await storeObservations(
        database,
        observations.map((observation) => ({ ...observation, accepted: true })),
      );
    },
    async createKey({ scopes = ['read'], repositoryIds = null, expiresAt = null, revokedAt = null } = {}) {
      const key = `htk_${randomBytes(24).toString('base64url')}`;
      await database
        .insertInto('api_keys')
        .values({
          name: 'test',
          key_hash: createHash('sha256').update(key).digest(),
          prefix: key.slice(0, 10),
          created_by: null,
          scopes,
          repository_ids: repositoryIds,
          expires_at: expiresAt,
          revoked_at: revokedAt,
          last_used_at: null,
        })
        .execute();
      return key;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The beginning of a response without an end. */
async function readFirst({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []).toString();
}

/** An App that cannot be installed from here. */
export const notInstalling = {
  keys: null,
  baseUrl: 'http://127.0.0.1:9',
  app: { slug: null, clientId: null, clientSecret: null, publicUrl: 'http://localhost:3001' },
};

/** How routes call GitHub; without a credential, unless `options` has one. */
export function testGitHub(
  telemetry: Telemetry,
  options: Partial<GitHubConnectionOptions> = {},
): GitHubClient {
  const { meter, logger } = telemetry;
  return connectGitHub({
    baseUrl: 'http://127.0.0.1:9',
    tokens: [],
    app: null,
    strategy: 'adaptive',
    maxPerHour: null,
    budgetStore: createLocalBudgetStore(),
    redisUrl: undefined,
    keys: null,
    meter,
    logger,
    ...options,
  });
}
