import { ProblemError } from './problem-error.ts';
import type { Visibility } from './queries/access.ts';

/**
 * What concerns all repositories at once is not for a key that is limited to some of them.
 *
 * @throws ProblemError `limited_key`.
 */
export function demandUnlimited({ repositoryIds }: Visibility): void {
  if (repositoryIds === null) return;
  throw new ProblemError('limited_key', 'This needs an API key that sees all repositories.');
}
