import { createGitHubBudgetStore } from '@hubtwin/database';
import { connectRedis } from '@hubtwin/redis';
import { createTestDatabase, startTestRedis } from '@hubtwin/test-kit';
import type { BudgetStore } from '../src/budget/budget-store.ts';
import { createRedisBudgetStore } from '../src/budget/create-redis-budget-store.ts';

/** Every kind of store that a fleet may use, empty. */
export interface TestStores extends AsyncDisposable {
  postgres: BudgetStore;
  redis: BudgetStore;
  /** Clears both. */
  wipe(): Promise<void>;
}

export async function openStores(): Promise<TestStores> {
  await using owned = new AsyncDisposableStack();
  const { database } = owned.use(await createTestDatabase());
  const server = owned.use(await startTestRedis());
  const redis = owned.adopt(connectRedis(server.url), (connection) => connection.disconnect());
  await new Promise((resolve) => redis.once('ready', resolve));
  const disposal = owned.move();
  return {
    postgres: createGitHubBudgetStore(database),
    redis: createRedisBudgetStore(redis),
    async wipe() {
      await redis.flushall();
      await database.deleteFrom('github_budgets').execute();
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

/** A store with another clock, such as a virtual one. */
export function withClock(store: BudgetStore, now: () => number): BudgetStore {
  return {
    read: async (credential) => ({ ...(await store.read(credential)), now: now() }),
    swap: async (credential, change) => ({ ...(await store.swap(credential, change)), now: now() }),
    list: async () => ({ ...(await store.list()), now: now() }),
  };
}
