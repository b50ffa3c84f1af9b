import { meta } from '../../http/meta.ts';
import { ok } from '../answer.ts';
import type { Route } from '../route.ts';

const resources = ['core', 'search', 'graphql', 'code_search'];

/** What is free of the primary limit. */
export const limits: Route[] = [
  { method: 'GET', path: '/meta', resource: null, handle: () => ok(meta()) },
  {
    method: 'GET',
    path: '/rate_limit',
    resource: null,
    handle({ context, viewer }) {
      const of = (resource: string) => {
        const { limit, used, resetAt } = context.budgets.of(viewer.payer, resource);
        return { limit, used, remaining: Math.max(0, limit - used), reset: Math.floor(resetAt / 1_000) };
      };
      return ok({
        resources: Object.fromEntries(resources.map((resource) => [resource, of(resource)])),
        rate: of('core'),
      });
    },
  },
];
