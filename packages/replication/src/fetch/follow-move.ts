import { openRepositoryViews } from './repository-views.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Requests a repository by its id, to update its name, redirect its former name, and restore it if it was marked as
 * deleted. If no configured credential can access it, or it is not stored, nothing changes.
 *
 * @returns whether GitHub returned it.
 * @throws what the GitHub client throws.
 */
export async function followMove(
  repositoryId: number,
  { database, github, ...call }: RequestContext,
): Promise<boolean> {
  const options = { isDeletedToo: true };
  const view = (await openRepositoryViews({ database, github }, [repositoryId], options)).get(repositoryId);
  return view !== undefined && (await view.repositoryStatus(call)).isVisible;
}
