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
  /** A ceiling of one's own on requests an hour; null: GitHub's only. */
  maxPerHour: number | null;
  /** Where processes share tokens, and the budget in place of `budgetStore`; absent: tokens are kept in memory. */
  redisUrl: string | undefined;
  /** Where processes share the budget without Redis. */
  budgetStore: BudgetStore;
  /** Encrypts tokens in Redis, without it each process mints its own; and opens those of single repositories. */
  keys: KeyRing | null;
  /** Where answers outlive the process; absent: they are kept in memory only. */
  responses?: DurableResponseStore;
  meter: Meter;
  logger: Logger;
}

const responseCharacters = 32 * 1_048_576;
const storeAfterMs = 10_000;

/** A client of GitHub as a service needs it: its budget shared with the others of the fleet. */
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
  const onAway = (error: unknown) => logger.warn({ err: error }, 'the store of GitHub answers is away');
  const responses =
    durable === undefined
      ? memory
      : owned.use(createLayeredResponseStore({ near: memory, far: durable, storeAfterMs, onAway }));
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
        logger.warn({ err: error, credential }, 'GitHub refuses a credential; others serve in its place');
        onRefused?.(refusal);
      },
      budget: createBudget({
        store: redis === null ? budgetStore : createRedisBudgetStore(redis),
        policy: createPolicy({ strategy, ...(maxPerHour !== null && { maxPerHour }) }),
        onAway: (error) =>
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
