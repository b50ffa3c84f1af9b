import type { RequestListener } from 'node:http';
import type { Simulator } from '../create-simulator.ts';
import { createDeliverer, type Deliverer } from '../delivery/create-deliverer.ts';
import { createGraphql } from '../graphql/create-graphql.ts';
import { canSee } from '../world/can-see.ts';
import type { World } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';
import { type AppKey, createAppKey } from './app-key.ts';
import { type Budgets, createBudgets } from './budget.ts';
import { clientIdOf } from './client-id.ts';
import { createComputedStatistics } from './computed-statistics.ts';
import { createRestHandler } from './create-rest-handler.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { createFaults, type Faults } from './faults.ts';
import type { RefusalStyle } from './limit-refusals.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { allRoutes } from './routes/all-routes.ts';
import { createRoutes } from './routes.ts';
import { createSecondaryLimits, type SecondaryLimitsOptions } from './secondary-limits.ts';

/** GitHub's REST API over a world, and the means by which a test steers and watches it. */
export interface Rest {
  handler: RequestListener;
  credentials: Credentials;
  appKey: AppKey;
  budgets: Budgets;
  faults: Faults;
  log: RequestLog;
}

export interface RestOptions {
  simulator: Simulator;
  /** Sends what requests cause; by default one that keeps its own log. */
  deliverer?: Deliverer;
  /** How refusals look: 403 with `Retry-After: 60` for secondary limits by default. */
  refusals?: RefusalStyle;
  /** Installation tokens as they were before 2026, of 40 characters; the long ones by default. */
  shortInstallationTokens?: boolean;
  secondaryLimits?: Omit<SecondaryLimitsOptions, 'now'>;
}

export function createRest(options: RestOptions): Rest {
  const { world, commands } = options.simulator;
  const { refusals = { status: 403, retryAfter: 60 }, shortInstallationTokens = false } = options;
  const now = () => world.time.ms();
  const { id } = world.app;
  const { deliverer = createDeliverer({ appId: id, now }) } = options;
  const appKey = createAppKey({ appIds: [`${id}`, clientIdOf(id)], now });
  const credentials = createCredentials({
    world,
    appKey,
    now,
    installationTokenFormat: () => (shortInstallationTokens ? 'short' : 'long'),
  });
  const budgets = createBudgets({ now, coreLimit: (payer) => coreLimitOf(world, payer) });
  const faults = createFaults();
  const log = createRequestLog();
  const handler = createRestHandler({
    context: {
      world,
      commands,
      credentials,
      budgets,
      deliverer,
      statistics: createComputedStatistics(),
      graphql: createGraphql({ world }),
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
  return { handler, credentials, appKey, budgets, faults, log };
}

/**
 * An installation has 5,000 requests an hour, and 50 more for each repository and each user beyond 20, up
 * to 12,500; a user 5,000; an address without a token 60.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function coreLimitOf(world: World, payer: string): number {
  const [kind, id] = payer.split(':');
  if (kind === 'address') return 60;
  if (kind !== 'installation') return 5_000;
  const installation = world.installations.get(Number(id));
  const isSeen = (repository: Repository) => installation !== undefined && canSee(installation, repository);
  const repositories = world.repositories.values().filter(isSeen).toArray().length;
  const users = world.accounts
    .values()
    .filter(({ type }) => type === 'User')
    .toArray().length;
  const beyond = Math.max(0, repositories - 20) + Math.max(0, users - 20);
  return Math.min(12_500, 5_000 + 50 * beyond);
}
