import type { RequestListener } from 'node:http';
import { clientIdOf } from '../client-id.ts';
import type { Simulator } from '../create-simulator.ts';
import { createDeliverer, type Deliverer } from '../delivery/create-deliverer.ts';
import { createGraphql } from '../graphql/create-graphql.ts';
import { type AppKey, createAppKey } from './app-key.ts';
import { type Budgets, createBudgets } from './budget.ts';
import { createComputedStatistics } from './computed-statistics.ts';
import { createCoreLimit } from './core-limit.ts';
import { createRestHandler } from './create-rest-handler.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { createFaults, type Faults } from './faults.ts';
import { createKeptLists } from './kept-lists.ts';
import type { RefusalStyle } from './limit-refusals.ts';
import { createManifests } from './manifests.ts';
import { createOauth } from './oauth.ts';
import { createPerson, type Person } from './person.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { allRoutes } from './routes/all-routes.ts';
import { createRoutes } from './routes.ts';
import { createSecondaryLimits, type SecondaryLimitsOptions } from './secondary-limits.ts';

/** GitHub's REST API over a world, with the controls for tests. */
export interface Rest {
  handler: RequestListener;
  credentials: Credentials;
  appKey: AppKey;
  budgets: Budgets;
  faults: Faults;
  log: RequestLog;
  /** The user of github.com's pages; writable. */
  person: Person;
}

export interface RestOptions {
  simulator: Simulator;
  /** Sends the deliveries that requests cause; default: one with its own log. */
  deliverer?: Deliverer;
  /** The format of refusals; default: 403 with `Retry-After: 60` for secondary limits. */
  refusals?: RefusalStyle;
  /** Installation tokens in the format before 2026, of 40 characters; default: the long format. */
  shortInstallationTokens?: boolean;
  /** Login of the user of github.com's pages; default: a member of the organisation. */
  person?: string;
  /** The App's private key as PEM; default: a new one. */
  appPrivateKey?: string;
  /** Number of issues from which their lists are paged by cursors; default: 10,000, as on GitHub. */
  issueCursorsFrom?: number;
  /** Hourly requests and GraphQL points of each payer; default: GitHub's limits. */
  limitPerHour?: number;
  secondaryLimits?: Omit<SecondaryLimitsOptions, 'now'>;
}

export function createRest(options: RestOptions): Rest {
  const { world, commands } = options.simulator;
  const { refusals = { status: 403, retryAfter: 60 }, shortInstallationTokens = false } = options;
  const now = () => world.time.ms();
  const { id } = world.app;
  const { deliverer = createDeliverer({ appId: id, now }) } = options;
  const appKey = createAppKey({ appIds: [`${id}`, clientIdOf(id)], now, privateKey: options.appPrivateKey });
  const credentials = createCredentials({
    world,
    appKey,
    now,
    installationTokenFormat: () => (shortInstallationTokens ? 'short' : 'long'),
  });
  const budgets = createBudgets({
    now,
    coreLimit: createCoreLimit(world),
    ...(options.limitPerHour !== undefined && { perHour: options.limitPerHour }),
  });
  const faults = createFaults();
  const log = createRequestLog();
  const person = createPerson(world);
  person.login = options.person ?? person.login;
  const handler = createRestHandler({
    context: {
      world,
      commands,
      credentials,
      budgets,
      deliverer,
      statistics: createComputedStatistics(),
      issueCursorsFrom: options.issueCursorsFrom ?? 10_000,
      appKey,
      oauth: createOauth({ credentials, now }),
      manifests: createManifests({ now }),
      person,
      graphql: createGraphql({ world }),
      keptLists: createKeptLists(world),
      now,
      run({ value, deliveries }) {
        for (const delivery of deliveries) void deliverer.deliver(delivery);
        return value;
      },
    },
    routes: createRoutes(allRoutes),
    faults,
    log,
    secondary: createSecondaryLimits({ now, ...options.secondaryLimits }),
    refusals,
  });
  return { handler, credentials, appKey, budgets, faults, log, person };
}
