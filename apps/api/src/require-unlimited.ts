import { ProblemError } from './problem-error.ts';
import type { Visibility } from './queries/access.ts';

/**
 * Requires an unlimited key, for routes that concern all repositories.
 *
 * @throws ProblemError `limited_key`.
 */
export function requireUnlimited({ repositoryIds }: Visibility): void {
  if (repositoryIds === null) return;
  throw new ProblemError('limited_key', 'This requires an API key that is not limited to repositories.');
}
