import { clearPendingChildren, type Database, markChildrenPending } from '@hubtwin/database';
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

/** A list of a single object that was read. */
export interface ChildrenRead {
  unreadable: Unreadable;
  /** The time of the first request; null: that object is deleted. */
  begunAt: Date | null;
}

/**
 * Stores the list of a single object, page by page; nothing if that object is deleted. After an interruption the list
 * is pending, because the stored part would look like the whole.
 *
 * @param parent the object: the name of its parameter, and its id.
 */
export async function readChildren(
  child: ResourceDefinition,
  list: ListSource,
  parent: { parameter: string; id: number | string },
  { database, view, source, ...call }: ReadChildrenOptions,
): Promise<ChildrenRead> {
  let unreadable = nothingUnreadable;
  let begunAt: Date | null = null;
  const { github, owner, repo, repositoryId } = view;
  const lists = { repositoryId, resource: child.name };
  const query = { owner, repo, [parent.parameter]: parent.id, ...list.query, per_page: 100 };
  let isMarked = false;
  try {
    for await (const page of github.pages(list.route, query, call)) {
      begunAt ??= page.response.requestedAt;
      const origin = { repositoryId, source, requestedAt: page.response.requestedAt, request: list.route };
      const found = observeItems(child, page, origin);
      if (page.next !== null && !isMarked) {
        await markChildrenPending(database, lists, [parent.id], 'part');
        isMarked = true;
      }
      const stored = await storeAnswers(database, found.observations);
      unreadable = [found.unreadable, stored.unreadable].reduce(addUnreadable, unreadable);
    }
  } catch (error) {
    // The parent was deleted while its list was read: its own sync will detect that.
    if (!(error instanceof GitHubNotFoundError) && !(error instanceof GitHubGoneError)) throw error;
  }
  if (isMarked) await clearPendingChildren(database, lists, [parent.id]);
  return { unreadable, begunAt };
}
