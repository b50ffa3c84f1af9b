import { hasCredential } from '@hubtwin/replication';
import type { RouteContext } from './http/route.ts';
import { ProblemError } from './problem-error.ts';

/**
 * @param why the detail of the problem: which credentials the request needs.
 * @throws ProblemError `github_no_credential` if there is none.
 */
export async function requireCredential(
  context: Pick<RouteContext, 'database' | 'github'>,
  why: string,
): Promise<void> {
  if (!(await hasCredential(context))) throw new ProblemError('github_no_credential', why);
}
