import type { Database } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import { addUnreadable, observeItems } from '../observe-items.ts';
import { storePage } from './store-page.ts';

/** How far a list was read. */
export const listCursor = z.object({
  /** Where the page begins that is read next, as GitHub named it; null: the beginning. */
  next: z.record(z.string(), z.string()).nullable(),
  done: z.boolean(),
  /** How many pages were stored. */
  pages: z.int().min(0),
  /** How many pages it has, as far as was known. */
  last: z.int().min(0),
  /** When its first page was asked for: what was not seen since, is not in the list. */
  startedAt: z.iso.datetime(),
  /** When the last page that was stored was asked for. */
  endedAt: z.iso.datetime(),
  /** Where it begins, as the commit that a history is told from. */
  start: z.record(z.string(), z.string()),
  /** What of it could not be read. */
  unreadable: z.object({ count: z.int(), reason: z.string().nullable() }),
});
export type ListCursor = z.infer<typeof listCursor>;

export interface ImportListOptions extends CallOptions {
  database: Kysely<Database>;
  /** The cursor's name. */
  scope: string;
  cursor: ListCursor;
  /** How many pages are read ahead. */
  ahead: number;
  /** Told of each page that is stored, and of how many there are as far as GitHub says. */
  onPage(page: { number: number; last: number }): Promise<void>;
}

/**
 * Reads all of a repository's list into the twin. Each page is stored together with the cursor past it, so that
 * whoever takes over after a crash goes on with the page that was not stored.
 *
 * @returns the cursor at the end of the list.
 */
export async function importList(
  definition: ResourceDefinition,
  list: ListSource,
  { github, owner, repo, repositoryId }: RepositoryView,
  { database, scope, cursor: stored, ahead, onPage, ...call }: ImportListOptions,
): Promise<ListCursor> {
  let cursor = stored;
  if (cursor.done) return cursor;
  const parameters = { owner, repo, per_page: 100, ...list.query, ...list.whole, ...cursor.start };
  const from = cursor.next ?? undefined;
  for await (const page of github.pages(list.route, parameters, { ...call, once: true, from, ahead })) {
    const { next, response } = page;
    const askedAt = response.askedAt.toISOString();
    const finding = { repositoryId, source: 'import', askedAt: response.askedAt } as const;
    const { observations, unreadable: left } = observeItems(definition, page, finding);
    const unreadable = addUnreadable(cursor.unreadable, left);
    const startedAt = cursor.pages === 0 ? askedAt : cursor.startedAt;
    const pages = cursor.pages + 1;
    const last = next === null ? pages : Math.max(page.pages ?? 0, pages + 1, cursor.last);
    const done = next === null;
    const after = { ...cursor, next, done, pages, last, startedAt, endedAt: askedAt };
    cursor = await storePage(observations, {
      database,
      scope,
      cursorAfter: (refused): ListCursor => ({ ...after, unreadable: addUnreadable(unreadable, refused) }),
    });
    await onPage({ number: pages, last });
  }
  return cursor;
}
