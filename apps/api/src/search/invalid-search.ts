import { ProblemError } from '../problem-error.ts';

/** A query that would silently find something else than it asks for. */
export const invalidSearch = (message: string) =>
  new ProblemError('invalid_request', 'Some values are not as the route expects them; see errors.', {
    errors: [{ path: 'query.q', message }],
  });
