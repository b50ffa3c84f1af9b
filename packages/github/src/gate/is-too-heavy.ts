import { GitHubServerError } from '../errors.ts';

/** Whether GitHub could not answer so much at once: it ends what takes longer than ten seconds with 502 or 504. */
export const isTooHeavy = (error: unknown): boolean =>
  error instanceof GitHubServerError && (error.status === 502 || error.status === 504);
