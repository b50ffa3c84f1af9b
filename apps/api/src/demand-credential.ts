import { hasCredential } from '@hubtwin/replication';
import type { RouteContext } from './http/route.ts';
import { ProblemError } from './problem-error.ts';

/**
 * @param why in words, with which credentials GitHub would have to be asked.
 * @throws ProblemError where there is no credential that could ask GitHub.
 */
export async function demandCredential(
  context: Pick<RouteContext, 'database' | 'github'>,
  why: string,
): Promise<void> {
  if (!(await hasCredential(context))) throw new ProblemError('github_no_credential', why);
}
