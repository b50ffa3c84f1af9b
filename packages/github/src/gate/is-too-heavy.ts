import { GitHubServerError } from '../errors.ts';

/** Whether the request was too large for GitHub: it aborts after ten seconds with 502 or 504. */
export const isTooHeavy = (error: unknown): boolean =>
  error instanceof GitHubServerError && (error.status === 502 || error.status === 504);
