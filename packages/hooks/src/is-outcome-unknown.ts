import {
  GitHubError,
  GitHubRateLimitError,
  GitHubServerError,
  GitHubTimeoutError,
  GitHubUnavailableError,
} from '@hubtwin/github';

/** Whether GitHub may have executed a request that failed. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (error instanceof GitHubServerError || error instanceof GitHubTimeoutError) return true;
  if (error instanceof GitHubRateLimitError || error instanceof GitHubUnavailableError) return false;
  return !(error instanceof GitHubError);
}
