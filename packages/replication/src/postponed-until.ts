import { GitHubRateLimitError } from '@hubtwin/github';

/** When a job can go on whose credential has no budget now; null where that is not why it failed. */
export function postponedUntil(error: unknown): Date | null {
  return error instanceof GitHubRateLimitError ? error.resetAt : null;
}
