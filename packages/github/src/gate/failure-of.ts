import type { OctokitResponse } from '@octokit/types';
import {
  GitHubAuthenticationError,
  type GitHubError,
  GitHubGoneError,
  GitHubNotFoundError,
  GitHubPermissionError,
  GitHubRateLimitError,
  GitHubServerError,
  GitHubValidationError,
} from '../errors.ts';
import { messageOf } from './message-of.ts';
import { refusalOf } from './refusal-of.ts';

/**
 * The error of a response.
 *
 * @param resource the route of the request.
 * @returns null for a usable response.
 */
export function failureOf(
  response: OctokitResponse<unknown> & { requestedAt?: number },
  resource: string,
): GitHubError | null {
  const { status, headers, data } = response;
  const requestId = headers['x-github-request-id'] ?? null;
  const requestedAt = response.requestedAt === undefined ? null : new Date(response.requestedAt);
  const details = { status, requestId, resource, requestedAt };
  const message = messageOf(data) ?? `GitHub answered ${status}`;
  const refusal = refusalOf(response);
  if (refusal !== null) {
    const resetAt = resetOf(response, refusal.retryAfterMs);
    return new GitHubRateLimitError(message, { ...details, kind: refusal.kind, resetAt });
  }
  if (status >= 500) return new GitHubServerError(message, details);
  if (status === 401) return new GitHubAuthenticationError(message, details);
  if (status === 403) return new GitHubPermissionError(message, details);
  if (status === 404) return new GitHubNotFoundError(message, details);
  if (status === 410) return new GitHubGoneError(message, details);
  if (status >= 400) return new GitHubValidationError(message, { ...details, errors: errorsOf(data) });
  // Octokit returns invalid JSON as text.
  const isCut = typeof data === 'string' && /^application\/json/.test(headers['content-type'] ?? '');
  return isCut ? new GitHubServerError("GitHub's response was truncated", details) : null;
}

const minuteMs = 60_000;

function resetOf({ headers }: OctokitResponse<unknown>, retryAfterMs: number | null): Date {
  if (retryAfterMs !== null) return new Date(Date.now() + retryAfterMs);
  if (headers['x-ratelimit-remaining'] !== '0') return new Date(Date.now() + minuteMs);
  return new Date(Number(headers['x-ratelimit-reset'] ?? Date.now() / 1_000) * 1_000);
}

function errorsOf(data: unknown): readonly unknown[] {
  return typeof data === 'object' && data !== null && 'errors' in data && Array.isArray(data.errors)
    ? data.errors
    : [];
}
