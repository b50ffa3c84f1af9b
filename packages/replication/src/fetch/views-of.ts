import type { RepositoryView } from './create-repository-view.ts';
import { openRepositoryViews } from './repository-views.ts';
import type { RequestContext } from './request-context.ts';

/** The views of repositories, including deleted ones, by id: the one that is open, or new ones. */
export const viewsOf = async (
  { database, github, view }: Pick<RequestContext, 'database' | 'github' | 'view'>,
  repositoryIds: readonly number[],
): Promise<Map<number, RepositoryView>> =>
  view === undefined
    ? await openRepositoryViews({ database, github }, [...new Set(repositoryIds)], { isDeletedToo: true })
    : new Map([[view.repositoryId, view]]);
