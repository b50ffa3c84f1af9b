import { type CallOptions, GitHubNotFoundError } from '@hubtwin/github';
import type { FetchTarget } from './fetch-object.ts';
import type { RepositoryView } from './repository-views.ts';

/** Objects of a repository, as its view asks for them; whether it is seen at all is asked at most once. */
export function targetOf(view: RepositoryView, call: CallOptions): FetchTarget {
  let sees: Promise<boolean> | undefined;
  const look = async () => {
    try {
      await view.github.ask('GET /repositories/{repository_id}', { repository_id: view.repositoryId }, call);
      return true;
    } catch (error) {
      if (error instanceof GitHubNotFoundError) return false;
      throw error;
    }
  };
  return { ...view, seesRepository: () => (sees ??= look()) };
}
