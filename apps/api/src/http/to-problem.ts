import { ProblemError } from '../problem-error.ts';
import { isDatabaseUnavailable } from './is-database-unavailable.ts';

const codeOfStatus = { 413: 'body_too_large', 415: 'unsupported_media_type' } as const;

/** What an error is to the client. Of an error that nobody foresaw, nothing is told. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isDatabaseUnavailable(error)) {
    return new ProblemError('database_unavailable', 'The database does not answer; try again soon.', {
      headers: { 'Retry-After': '5' },
      cause: error,
    });
  }
  // Express and its body parser put the status of a client's fault on their errors.
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413 || status === 415) {
    return new ProblemError(codeOfStatus[status], 'The body is not accepted.', { cause: error });
  }
  if (error instanceof URIError) {
    return new ProblemError('invalid_request', 'The path holds a broken percent-encoding.', { cause: error });
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('malformed_body', 'The body is no valid JSON.', { cause: error });
  }
  return new ProblemError('internal', 'The error is in the log, under the request id.', { cause: error });
}
