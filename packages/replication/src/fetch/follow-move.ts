import { applyObservations } from '@hubtwin/database';
import { GitHubNotFoundError } from '@hubtwin/github';
import { observeFetched } from '../observe.ts';
import { observeEmbedded } from '../observe-embedded.ts';
import { repositories } from '../resources/repositories.ts';
import { repositoryNames } from '../resources/repository-names.ts';
import type { AskOptions } from './ask-options.ts';
import { openRepositoryViews } from './repository-views.ts';

/**
 * Asks for a repository that goes by another name now, so that it is known by it, and its old name leads there.
 * What nobody who is configured sees, or is not stored, stays as it is.
 *
 * @returns whether GitHub told of it.
 * @throws what the GitHub client throws.
 */
export async function followMove(
  repositoryId: number,
  { database, github, ...call }: AskOptions,
): Promise<boolean> {
  const views = await openRepositoryViews({ database, github }, [repositoryId]);
  const view = views.get(repositoryId);
  if (view === undefined) return false;
  const answer = await view.github
    .ask('GET /repositories/{repository_id}', { repository_id: repositoryId }, call)
    .catch((error: unknown) => {
      // Gone, or only out of sight: the next list of what the installation sees tells.
      if (error instanceof GitHubNotFoundError) return null;
      throw error;
    });
  if (answer === null) return false;
  const { data, askedAt } = answer;
  const finding = { repositoryId: null, source: 'sync', askedAt } as const;
  const seen = observeFetched(repositories, data, finding);
  const former = { full_name: `${view.owner}/${view.repo}`, repository_id: repositoryId };
  await database
    .transaction()
    .execute((transaction) =>
      applyObservations(transaction, [
        seen,
        ...observeEmbedded([seen]),
        observeFetched(repositoryNames, former, finding),
      ]),
    );
  return true;
}
