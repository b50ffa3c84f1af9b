import type { RouteContract } from '@hubtwin/contract';
import { z } from 'zod';
import { ProblemError } from '../problem-error.ts';

interface Given {
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * Checks the parts of a request by the contract.
 *
 * @throws ProblemError `invalid_request` naming every fault of every part.
 */
export function parseRequest<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  contract: RouteContract<P, Q, B>,
  given: Given,
): { params: z.output<P>; query: z.output<Q>; body: z.output<B> } {
  const params = z.safeParse(contract.params, given.params);
  const query = z.safeParse(contract.query, given.query);
  const body = z.safeParse(contract.body, given.body);
  if (params.success && query.success && body.success) {
    return { params: params.data, query: query.data, body: body.data };
  }
  const errors = Object.entries({ path: params, query, body }).flatMap(([part, { error }]) =>
    (error?.issues ?? []).map(({ path, message }) => ({ path: [part, ...path].join('.'), message })),
  );
  throw new ProblemError('invalid_request', 'Some values are not as the route expects them; see errors.', {
    errors,
  });
}
