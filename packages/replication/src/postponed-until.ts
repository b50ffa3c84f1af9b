import { GitHubRateLimitError, GitHubUnavailableError } from '@hubtwin/github';

/**
 * When a job can go on that says nothing of its repository: its credential has no budget now, or GitHub as a whole is
 * unavailable. Null where that is not why it failed.
 */
export function postponedUntil(error: unknown): Date | null {
  if (error instanceof GitHubRateLimitError) return error.resetAt;
  return error instanceof GitHubUnavailableError ? error.retryAt : null;
}
