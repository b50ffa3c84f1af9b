import { type ProblemCode, problems } from '@hubtwin/contract';
import {
  GitHubError,
  GitHubRateLimitError,
  GitHubServerError,
  GitHubUnavailableError,
  GitHubValidationError,
} from '@hubtwin/github';
import { HookBusyError } from '@hubtwin/hooks';
import { TokenRefusedError, UnreadableObjectError } from '@hubtwin/replication';
import { z } from 'zod';
import { ProblemError } from '../problem-error.ts';
import { isDatabaseUnavailable } from './is-database-unavailable.ts';

/** The retry delay if the breaker does not report one, in seconds: the time that it stays open. */
const openSeconds = 10;

const codeOfStatus = { 413: 'body_too_large', 415: 'unsupported_media_type' } as const;

/** Converts an error into a problem. Unexpected errors reveal no details. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof GitHubError) return githubProblem(error);
  if (error instanceof TokenRefusedError || error instanceof HookBusyError) {
    return new ProblemError(error.code, `${error.message}.`, { cause: error });
  }
  if (error instanceof UnreadableObjectError) {
    return new ProblemError('github_server', 'GitHub answered with another object than requested.', {
      cause: error,
    });
  }
  if (isDatabaseUnavailable(error)) {
    return new ProblemError('database_unavailable', 'The database does not answer; try again soon.', {
      headers: { 'Retry-After': '5' },
      cause: error,
    });
  }
  // Errors of Express and its body parser have the status of a client error.
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413 || status === 415) {
    return new ProblemError(codeOfStatus[status], 'The body is not accepted.', { cause: error });
  }
  if (error instanceof URIError) {
    return new ProblemError('invalid_request', 'The path has an invalid percent-encoding.', { cause: error });
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('malformed_body', 'The body is not valid JSON.', { cause: error });
  }
  return new ProblemError('internal', 'The error is in the log with the request id.', { cause: error });
}

/** The codes are those of the GitHub client's errors. */
function githubProblem(cause: GitHubError): ProblemError {
  const code = codeOf(cause);
  // The message of a failed connection would reveal our network.
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

/** Whole seconds until the request may succeed, at least one; null if unknown. */
function retryAfterOf(error: GitHubError): number | null {
  const until = (at: Date) => Math.max(1, Math.ceil((at.getTime() - Date.now()) / 1_000));
  if (error instanceof GitHubRateLimitError) return until(error.resetAt);
  if (!(error instanceof GitHubUnavailableError)) return null;
  return error.retryAt === null ? openSeconds : until(error.retryAt);
}

function codeOf(error: GitHubError): ProblemCode {
  // For example a run that has already ended: the request is valid, but does not match the current state.
  if (error instanceof GitHubValidationError && error.status === 409) return 'github_conflict';
  return isProblemCode(error.code) ? error.code : 'github_server';
}

/** GitHub names the field and its error, or sends only a message. */
const fault = z
  .looseObject({ field: z.string(), resource: z.string(), code: z.string(), message: z.string() })
  .partial();

function faultOf(error: unknown): { path: string; message: string } {
  if (typeof error === 'string') return { path: '', message: error };
  const { field = '', resource = '', code, message } = fault.safeParse(error).data ?? {};
  return { path: field || resource, message: message ?? code ?? 'invalid' };
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);
