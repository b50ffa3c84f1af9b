import { type BudgetStore, connectGitHub, createLocalBudgetStore, type GitHubClient } from '@hubtwin/github';
import type { Telemetry } from '@hubtwin/telemetry';

/** Our client as a service has it, for one token; its budget is in this process unless a store is given. */
export function connectOurs(
  { meter, logger }: Telemetry,
  {
    url,
    token,
    redisUrl,
    budgetStore,
  }: { url: string; token: string; redisUrl?: string; budgetStore?: BudgetStore },
): GitHubClient {
  return connectGitHub({
    baseUrl: url,
    tokens: [token],
    app: null,
    strategy: 'adaptive',
    maxPerHour: null,
    budgetStore: budgetStore ?? createLocalBudgetStore(),
    redisUrl,
    keys: null,
    meter,
    logger,
  });
}
