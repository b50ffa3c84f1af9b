import type { Database } from '@hubtwin/database';
import { type CallOptions, GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import { observeFetched } from '../observe.ts';
import { storeSeen } from '../store-seen.ts';
import type { RepositoryView } from './repository-views.ts';

interface ReadChildrenOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  source: 'import' | 'sync';
}

/** Stores the list that a single object has, page by page; nothing where that object is gone. */
export async function readChildren(
  child: ResourceDefinition,
  list: ListSource,
  parameters: Record<string, number>,
  { database, view, source, ...call }: ReadChildrenOptions,
): Promise<void> {
  const { github, owner, repo, repositoryId } = view;
  const query = { owner, repo, ...parameters, ...list.query, per_page: 100 };
  try {
    for await (const { items, response } of github.pages(list.route, query, call)) {
      const finding = { repositoryId, source, askedAt: response.askedAt };
      const observations = items.map((item) => observeFetched(child, item, finding));
      await storeSeen(database, observations);
    }
  } catch (error) {
    // The parent went meanwhile: its own sync finds that out.
    if (!(error instanceof GitHubNotFoundError) && !(error instanceof GitHubGoneError)) throw error;
  }
}
