import type { AskOptions } from './ask-options.ts';
import { openRepositoryViews } from './repository-views.ts';

/**
 * Requests a repository by its id, so that it is known by the name that it has now, its old name leads there, and it
 * is shown again where it was deleted. What no configured credential sees, or is not stored, stays as it is.
 *
 * @returns whether GitHub shows it.
 * @throws what the GitHub client throws.
 */
export async function followMove(
  repositoryId: number,
  { database, github, ...call }: AskOptions,
): Promise<boolean> {
  const options = { isDeletedToo: true };
  const view = (await openRepositoryViews({ database, github }, [repositoryId], options)).get(repositoryId);
  return view !== undefined && (await view.standing(call)).isVisible;
}
