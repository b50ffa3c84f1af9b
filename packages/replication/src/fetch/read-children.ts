import type { Database } from '@hubtwin/database';
import { type CallOptions, GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { addUnreadable, nothingUnreadable, observeItems, type Unreadable } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';
import type { RepositoryView } from './create-repository-view.ts';

interface ReadChildrenOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  source: 'import' | 'sync';
}

/**
 * Stores the list of a single object, page by page; nothing if that object is deleted.
 *
 * @returns what cannot be read of it.
 */
export async function readChildren(
  child: ResourceDefinition,
  list: ListSource,
  parameters: Record<string, number>,
  { database, view, source, ...call }: ReadChildrenOptions,
): Promise<Unreadable> {
  let unreadable = nothingUnreadable;
  const { github, owner, repo, repositoryId } = view;
  const query = { owner, repo, ...parameters, ...list.query, per_page: 100 };
  try {
    for await (const page of github.pages(list.route, query, call)) {
      const origin = { repositoryId, source, requestedAt: page.response.requestedAt };
      const found = observeItems(child, page, origin);
      const stored = await storeAnswers(database, found.observations);
      unreadable = [found.unreadable, stored.unreadable].reduce(addUnreadable, unreadable);
    }
  } catch (error) {
    // The parent was deleted while its list was read: its own sync will detect that.
    if (!(error instanceof GitHubNotFoundError) && !(error instanceof GitHubGoneError)) throw error;
  }
  return unreadable;
}
