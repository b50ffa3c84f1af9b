import { ProblemError } from '../problem-error.ts';

/** A query that would silently match something else than intended. */
export const invalidSearch = (message: string) =>
  new ProblemError('invalid_request', 'Some values are invalid; see errors.', {
    errors: [{ path: 'query.q', message }],
  });
