import { meta } from '../../http/meta.ts';
import { ok } from '../answer.ts';
import type { JsonOf } from '../json-of.ts';
import type { Route } from '../route.ts';
import { rateLimitShape } from '../shapes/rate-limit.ts';

/** Routes that are free of the primary limit. */
export const limits: Route[] = [
  { method: 'GET', path: '/meta', resource: null, handle: () => ok<JsonOf<'meta/get'>>(meta()) },
  {
    method: 'GET',
    path: '/rate_limit',
    resource: null,
    handle: ({ context, viewer, skewMs }) => ok(rateLimitShape(context.budgets, viewer.payer, skewMs)),
  },
];
