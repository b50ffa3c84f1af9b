import type { BudgetStore } from '../src/budget/budget-store.ts';
import { createBudget } from '../src/budget/create-budget.ts';
import { createPolicy, type StrategyName } from '../src/budget/policy.ts';
import type { GitHubClient } from '../src/create-github-client.ts';
import type { TestGitHub } from './start-github.ts';

/** One of several processes that share a budget. */
export interface Member {
  client: GitHubClient;
  /** Reported states of the store: `away`, `back`. */
  reports: string[];
}

/** Creates a client like that of another process. */
export function joinFleet(
  github: TestGitHub,
  store: BudgetStore,
  { strategy = 'aggressive' }: { strategy?: StrategyName } = {},
): Member {
  const reports: string[] = [];
  const budget = createBudget({
    store,
    policy: createPolicy({ strategy }),
    onUnavailable: (error) => reports.push(error === null ? 'back' : 'away'),
  });
  return { client: github.connect({ budget }), reports };
}
