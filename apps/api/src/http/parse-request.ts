import type { RouteContract } from '@hubtwin/contract';
import { z } from 'zod';
import { ProblemError } from '../problem-error.ts';

interface Given {
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * Validates the parts of a request by the contract. An unknown query parameter of a route for clients is refused: a
 * response that ignores a filter looks right but is not. (Other sites may add parameters to URLs that browsers open.)
 *
 * @throws ProblemError `invalid_request` with every error of every part.
 */
export function parseRequest<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  contract: RouteContract<P, Q, B>,
  given: Given,
): { params: z.output<P>; query: z.output<Q>; body: z.output<B> } {
  const params = z.safeParse(contract.params, given.params);
  const query = z.safeParse(contract.query, given.query);
  const unknown = contract.scope === null ? [] : unknownParameters(contract.query, given.query);
  const body = z.safeParse(contract.body, given.body);
  if (params.success && query.success && body.success && unknown.length === 0) {
    return { params: params.data, query: query.data, body: body.data };
  }
  const repeated = repeatedParameters(contract.query, given.query);
  const errors = Object.entries({ path: params, query, body }).flatMap(([part, { error }]) =>
    (error?.issues ?? [])
      .filter(({ path: [name] }) => part !== 'query' || !repeated.some((each) => each === name))
      .map(({ path, message }) => ({ path: [part, ...path].join('.'), message })),
  );
  const once = repeated.map((name) => ({ path: `query.${name}`, message: 'must be given once' }));
  throw new ProblemError('invalid_request', 'Some values are invalid; see errors.', {
    errors: [...unknown, ...once, ...errors],
  });
}

const repeatedParameters = ({ shape }: z.ZodObject, query: unknown): string[] =>
  Object.entries(Object(query)).flatMap(([name, value]) =>
    Array.isArray(value) && Object.hasOwn(shape, name) ? [name] : [],
  );

function unknownParameters({ shape }: z.ZodObject, query: unknown): { path: string; message: string }[] {
  const known = Object.keys(shape).toSorted();
  const expected =
    known.length === 0 ? 'the route has no parameters' : `known parameters: ${known.join(', ')}`;
  return Object.keys(Object(query))
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => ({ path: `query.${name}`, message: `unknown parameter; ${expected}` }));
}
