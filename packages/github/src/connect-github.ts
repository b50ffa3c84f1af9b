import { randomUUID } from 'node:crypto';
import { connectRedis } from '@hubtwin/redis';
import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { Redis } from 'ioredis';
import type { Budget } from './budget/budget.ts';
import { createFleetBudget } from './budget/create-fleet-budget.ts';
import { createMemoryBudget } from './budget/create-memory-budget.ts';
import { type BudgetPolicy, createPolicy, type StrategyName } from './budget/policy.ts';
import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from './create-github-client.ts';
import { createMemoryTokenStore } from './credentials/create-memory-token-store.ts';
import { createRedisTokenStore } from './credentials/create-redis-token-store.ts';
import { createLayeredResponseStore } from './gate/create-layered-response-store.ts';
import { createMemoryResponseStore, type DurableResponseStore } from './gate/response-store.ts';

export interface GitHubConnectionOptions
  extends Pick<GitHubClientOptions, 'baseUrl' | 'tokens' | 'app' | 'timeoutMs' | 'retryCount' | 'onMoved'> {
  strategy: StrategyName;
  /** A ceiling of one's own on requests an hour; null: GitHub's only. */
  maxPerHour: number | null;
  /** This process's part of the budget where there is no Redis to share it over, from 0 to 1. */
  share: number;
  /** Where processes share budget and tokens; absent: each keeps its own, in memory. */
  redisUrl: string | undefined;
  /** Encrypts tokens in Redis, without it each process mints its own; and opens those of single repositories. */
  keys: KeyRing | null;
  /** Where answers outlive the process; absent: they are kept in memory only. */
  responses?: DurableResponseStore;
  meter: Meter;
  logger: Logger;
}

const responseCharacters = 32 * 1_048_576;
const storeAfterMs = 10_000;

/** A client of GitHub as a service needs it: its budget shared over Redis where there is one. */
export function connectGitHub(options: GitHubConnectionOptions): GitHubClient {
  const { strategy, maxPerHour, share, redisUrl, keys, logger, responses: durable, ...others } = options;
  const owned = new AsyncDisposableStack();
  const memory = createMemoryResponseStore(responseCharacters);
  const onAway = (error: unknown) => logger.warn({ err: error }, 'the store of GitHub answers is away');
  const responses =
    durable === undefined
      ? memory
      : owned.use(createLayeredResponseStore({ near: memory, far: durable, storeAfterMs, onAway }));
  const shared = {
    policy: createPolicy({ strategy, ...(maxPerHour !== null && { maxPerHour }) }),
    redis: redisUrl === undefined ? null : owned.adopt(connectRedis(redisUrl), (redis) => redis.disconnect()),
  };
  const client = owned.use(
    createGitHubClient({
      ...others,
      keys,
      responses,
      budget: createBudget(shared, { share, logger }),
      tokenStore:
        shared.redis === null || keys === null
          ? createMemoryTokenStore()
          : createRedisTokenStore({ redis: shared.redis, keys }),
    }),
  );
  return { ...client, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** One for the whole fleet where there is a Redis, else this process's share of one. */
function createBudget(
  { policy, redis }: { policy: BudgetPolicy; redis: Redis | null },
  { share, logger }: { share: number; logger: Logger },
): Budget {
  if (redis === null) return createMemoryBudget({ policy, share: () => share });
  return createFleetBudget({
    redis,
    policy,
    process: randomUUID(),
    onAway: (error) =>
      error === null
        ? logger.info('the budget in Redis is back')
        : logger.warn({ err: error }, 'the budget in Redis is away'),
  });
}
