import { connectRedis } from '@hubtwin/redis';
import type { Redis } from 'ioredis';
import { createFleetBudget } from '../src/budget/create-fleet-budget.ts';
import { createPolicy, type StrategyName } from '../src/budget/policy.ts';
import type { GitHubClient } from '../src/create-github-client.ts';
import type { TestGitHub } from './start-github.ts';

/** One process of several that share a budget over Redis. */
export interface Member extends AsyncDisposable {
  client: GitHubClient;
  redis: Redis;
  /** What was said of Redis: `away`, `back`. */
  told: string[];
}

export async function joinFleet(
  github: TestGitHub,
  url: string,
  { name, strategy = 'aggressive' }: { name: string; strategy?: StrategyName },
): Promise<Member> {
  const redis = connectRedis(url);
  await new Promise((resolve) => redis.once('ready', resolve));
  const told: string[] = [];
  const budget = createFleetBudget({
    redis,
    policy: createPolicy({ strategy }),
    process: name,
    onAway: (error) => told.push(error === null ? 'back' : 'away'),
  });
  return {
    client: github.connect({ budget }),
    redis,
    told,
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}
