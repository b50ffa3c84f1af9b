import type { components } from '@octokit/openapi-types';
import type { Budgets } from '../budget.ts';

type Schemas = components['schemas'];

/** The remaining limit of each resource of a payer. */
export function rateLimitShape(
  budgets: Budgets,
  payer: string,
  skewMs: number,
): Schemas['rate-limit-overview'] {
  const of = (resource: string): Schemas['rate-limit'] => {
    const { limit, used, resetAt } = budgets.of(payer, resource);
    const reset = Math.floor((resetAt + skewMs) / 1_000);
    return { limit, used, remaining: Math.max(0, limit - used), reset };
  };
  const core = of('core');
  return {
    resources: {
      core,
      search: of('search'),
      graphql: of('graphql'),
      code_search: of('code_search'),
      integration_manifest: of('integration_manifest'),
    },
    rate: core,
  };
}
