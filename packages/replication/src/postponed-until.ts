import { GitHubRateLimitError, GitHubUnavailableError } from '@hubtwin/github';

/**
 * When to retry a job that failed for a reason outside its repository: its credential has no budget now, or GitHub as
 * a whole is unavailable. Null for any other failure.
 */
export function postponedUntil(error: unknown): Date | null {
  if (error instanceof GitHubRateLimitError) return error.resetAt;
  return error instanceof GitHubUnavailableError ? error.retryAt : null;
}
