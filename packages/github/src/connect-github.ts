import { connectRedis } from '@hubtwin/redis';
import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { BudgetStore } from './budget/budget-store.ts';
import { createBudget } from './budget/create-budget.ts';
import { createRedisBudgetStore } from './budget/create-redis-budget-store.ts';
import { createPolicy, type StrategyName } from './budget/policy.ts';
import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from './create-github-client.ts';
import { createMemoryTokenStore } from './credentials/create-memory-token-store.ts';
import { createRedisTokenStore } from './credentials/create-redis-token-store.ts';
import { createLayeredResponseStore } from './gate/create-layered-response-store.ts';
import { createMemoryResponseStore, type DurableResponseStore } from './gate/response-store.ts';

export interface GitHubConnectionOptions
  extends Pick<
    GitHubClientOptions,
    | 'baseUrl'
    | 'apiVersion'
    | 'tokens'
    | 'app'
    | 'timeoutMs'
    | 'retryCount'
    | 'patienceMs'
    | 'breaker'
    | 'grantsOf'
    | 'onMoved'
    | 'onRefused'
  > {
  strategy: StrategyName;
  /** A configured maximum of requests per hour; null: only GitHub's limit. */
  maxPerHour: number | null;
  /** Where processes share tokens, and the budget instead of `budgetStore`; absent: tokens are kept in memory. */
  redisUrl: string | undefined;
  /** Where processes share the budget without Redis. */
  budgetStore: BudgetStore;
  /** Encrypts tokens in Redis (without it each process mints its own), and decrypts those of single repositories. */
  keys: KeyRing | null;
  /** Store for responses that outlives the process; absent: they are kept in memory only. */
  responses?: DurableResponseStore;
  meter: Meter;
  logger: Logger;
}

const responseCharacters = 32 * 1_048_576;
const storeAfterMs = 10_000;

/** Creates a GitHub client for a service, whose budget is shared with the other processes of the fleet. */
export function connectGitHub(options: GitHubConnectionOptions): GitHubClient {
  const {
    strategy,
    maxPerHour,
    redisUrl,
    budgetStore,
    keys,
    logger,
    responses: durable,
    onRefused,
    ...others
  } = options;
  const owned = new AsyncDisposableStack();
  const memory = createMemoryResponseStore(responseCharacters);
  const onUnavailable = (error: unknown) =>
    logger.warn({ err: error }, 'the store of GitHub responses is unavailable');
  const responses =
    durable === undefined
      ? memory
      : owned.use(createLayeredResponseStore({ near: memory, far: durable, storeAfterMs, onUnavailable }));
  const redis =
    redisUrl === undefined
      ? null
      : owned.adopt(connectRedis(redisUrl), (connection) => connection.disconnect());
  const client = owned.use(
    createGitHubClient({
      ...others,
      logger,
      keys,
      responses,
      onRefused(refusal) {
        const { fingerprint: credential, error } = refusal;
        logger.warn({ err: error, credential }, 'GitHub refuses a credential; others are used instead');
        onRefused?.(refusal);
      },
      budget: createBudget({
        store: redis === null ? budgetStore : createRedisBudgetStore(redis),
        policy: createPolicy({ strategy, ...(maxPerHour !== null && { maxPerHour }) }),
        onUnavailable: (error) =>
          error === null
            ? logger.info('the store of the budget is available again')
            : logger.warn({ err: error }, 'the store of the budget is unavailable'),
      }),
      tokenStore:
        redis === null || keys === null ? createMemoryTokenStore() : createRedisTokenStore({ redis, keys }),
    }),
  );
  return { ...client, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
