import { randomUUID } from 'node:crypto';
import { connectRedis } from '@hubtwin/redis';
import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import { createFleetBudget } from './budget/create-fleet-budget.ts';
import { createMemoryBudget } from './budget/create-memory-budget.ts';
import { createPolicy, type StrategyName } from './budget/policy.ts';
import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from './create-github-client.ts';
import { createMemoryTokenStore } from './credentials/create-memory-token-store.ts';
import { createRedisTokenStore } from './credentials/create-redis-token-store.ts';
import { createLayeredResponseStore } from './gate/create-layered-response-store.ts';
import { createMemoryResponseStore, type ResponseStore } from './gate/response-store.ts';

export interface GitHubConnectionOptions
  extends Pick<GitHubClientOptions, 'baseUrl' | 'tokens' | 'app' | 'timeoutMs' | 'retryCount' | 'onMoved'> {
  strategy: StrategyName;
  /** A ceiling of one's own on requests an hour; null: GitHub's only. */
  maxPerHour: number | null;
  /** This process's part of the budget where there is no Redis to share it over, from 0 to 1. */
  share: number;
  /** Where processes share budget and tokens; absent: each keeps its own, in memory. */
  redisUrl: string | undefined;
  /** Encrypts tokens in Redis; without it each process mints its own. */
  keys: KeyRing | null;
  /** Where answers outlive the process; absent: they are kept in memory only. */
  responses?: ResponseStore;
  meter: Meter;
  logger: Logger;
}

const responseCharacters = 32 * 1_048_576;

/** A client of GitHub as a service needs it: its budget shared over Redis where there is one. */
export function connectGitHub(options: GitHubConnectionOptions): GitHubClient {
  const { strategy, maxPerHour, share, redisUrl, keys, logger, responses: durable, ...others } = options;
  const memory = createMemoryResponseStore(responseCharacters);
  const onStoreAway = (error: unknown) => logger.warn({ err: error }, 'the store of GitHub answers is away');
  const responses = durable === undefined ? memory : createLayeredResponseStore(memory, durable, onStoreAway);
  const rest = { ...others, responses };
  const policy = createPolicy({ strategy, ...(maxPerHour !== null && { maxPerHour }) });
  if (redisUrl === undefined) {
    const budget = createMemoryBudget({ policy, share: () => share });
    return createGitHubClient({ ...rest, budget, tokenStore: createMemoryTokenStore() });
  }
  const redis = connectRedis(redisUrl);
  const budget = createFleetBudget({
    redis,
    policy,
    process: randomUUID(),
    onAway: (error) =>
      error === null
        ? logger.info('the budget in Redis is back')
        : logger.warn({ err: error }, 'the budget in Redis is away'),
  });
  const client = createGitHubClient({
    ...rest,
    budget,
    tokenStore: keys === null ? createMemoryTokenStore() : createRedisTokenStore({ redis, keys }),
  });
  return {
    ...client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      redis.disconnect();
    },
  };
}
