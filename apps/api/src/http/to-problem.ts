import { type ProblemCode, problems } from '@hubtwin/contract';
import {
  GitHubError,
  GitHubRateLimitError,
  GitHubServerError,
  GitHubUnavailableError,
  GitHubValidationError,
} from '@hubtwin/github';
import { HookBusyError, TokenRefusedError, UnreadableObjectError } from '@hubtwin/replication';
import { z } from 'zod';
import { ProblemError } from '../problem-error.ts';
import { isDatabaseUnavailable } from './is-database-unavailable.ts';

/** Where the breaker does not say when it tries GitHub again, in seconds: so long it stays open. */
const openSeconds = 10;

const codeOfStatus = { 413: 'body_too_large', 415: 'unsupported_media_type' } as const;

/** What an error is to the client. Of an error that nobody foresaw, nothing is told. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof GitHubError) return githubProblem(error);
  if (error instanceof TokenRefusedError || error instanceof HookBusyError) {
    return new ProblemError(error.code, `${error.message}.`, { cause: error });
  }
  if (error instanceof UnreadableObjectError) {
    return new ProblemError('github_server', 'GitHub answered with another object than was requested.', {
      cause: error,
    });
  }
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

/** The codes are those of the errors of GitHub's client. */
function githubProblem(cause: GitHubError): ProblemError {
  const code = codeOf(cause);
  // Of a connection that failed, the message tells of the network that we are in.
  const isUnreachable = cause instanceof GitHubServerError && cause.status === null;
  const detail = isUnreachable ? 'GitHub could not be reached.' : cause.message;
  const retryAfter = retryAfterOf(cause);
  return new ProblemError(code, detail, {
    cause,
    ...(cause instanceof GitHubValidationError && { errors: cause.errors.map(faultOf) }),
    ...(cause instanceof GitHubRateLimitError && { resetAt: cause.resetAt }),
    ...(retryAfter !== null && { headers: { 'Retry-After': String(retryAfter) } }),
  });
}

/** Whole seconds until the request may succeed, at least one; null: no time is known. */
function retryAfterOf(error: GitHubError): number | null {
  const until = (at: Date) => Math.max(1, Math.ceil((at.getTime() - Date.now()) / 1_000));
  if (error instanceof GitHubRateLimitError) return until(error.resetAt);
  if (!(error instanceof GitHubUnavailableError)) return null;
  return error.retryAt === null ? openSeconds : until(error.retryAt);
}

function codeOf(error: GitHubError): ProblemCode {
  // Such as a run that has ended already: what was sent is valid, and does not fit what is there.
  if (error instanceof GitHubValidationError && error.status === 409) return 'github_conflict';
  return isProblemCode(error.code) ? error.code : 'github_server';
}

/** GitHub names the field and what is wrong with it, or says it in words only. */
const fault = z
  .looseObject({ field: z.string(), resource: z.string(), code: z.string(), message: z.string() })
  .partial();

function faultOf(error: unknown): { path: string; message: string } {
  if (typeof error === 'string') return { path: '', message: error };
  const { field = '', resource = '', code, message } = fault.safeParse(error).data ?? {};
  return { path: field || resource, message: message ?? code ?? 'invalid' };
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);
