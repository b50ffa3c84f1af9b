import type { Database } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import { pagesOf } from '../fetch/pages-of.ts';
import { addUnreadable, observeItems } from '../observe-items.ts';
import { storePage } from './store-page.ts';

/** The progress of reading a list. */
export const listCursor = z.object({
  /** The position of the next page, as GitHub returned it; null: the start. */
  next: z.record(z.string(), z.string()).nullable(),
  done: z.boolean(),
  /** The number of stored pages. */
  pages: z.int().min(0),
  /** The total number of pages, as far as known. */
  last: z.int().min(0),
  /** The time of the first request: objects that were not observed since are not in the list. */
  startedAt: z.iso.datetime(),
  /** The time of the last stored page's request. */
  endedAt: z.iso.datetime(),
  /** The query that it starts with, such as the head commit of a history. */
  start: z.record(z.string(), z.string()),
  /** What could not be read of it. */
  unreadable: z.object({ count: z.int(), reason: z.string().nullable() }),
});
export type ListCursor = z.infer<typeof listCursor>;

export interface ImportListOptions extends CallOptions {
  database: Kysely<Database>;
  /** The scope of the cursor. */
  scope: string;
  cursor: ListCursor;
  /** The number of pages to prefetch. */
  ahead: number;
  /** Called for each stored page, with the total that GitHub reports. */
  onPage(page: { number: number; last: number }): Promise<void>;
}

/**
 * Reads a repository's whole list into the twin. Each page is stored together with the cursor past it, so that
 * another worker continues with the first page that was not stored after a crash.
 *
 * @returns the cursor at the end of the list.
 */
export async function importList(
  definition: ResourceDefinition,
  list: ListSource,
  view: RepositoryView,
  { database, scope, cursor: stored, ahead, onPage, ...call }: ImportListOptions,
): Promise<ListCursor> {
  const { owner, repo, repositoryId } = view;
  let cursor = stored;
  if (cursor.done) return cursor;
  const parameters = { owner, repo, per_page: 100, ...list.query, ...list.whole, ...cursor.start };
  const from = cursor.next ?? undefined;
  for await (const page of pagesOf(list, view, parameters, { ...call, once: true, from, ahead })) {
    const { next, response } = page;
    const requestedAt = response.requestedAt.toISOString();
    const origin = { repositoryId, source: 'import', requestedAt: response.requestedAt } as const;
    const { observations, unreadable: left } = observeItems(definition, page, origin);
    const unreadable = addUnreadable(cursor.unreadable, left);
    const startedAt = cursor.pages === 0 ? requestedAt : cursor.startedAt;
    const pages = cursor.pages + 1;
    const last = next === null ? pages : Math.max(page.pages ?? 0, pages + 1, cursor.last);
    const done = next === null;
    const after = { ...cursor, next, done, pages, last, startedAt, endedAt: requestedAt };
    cursor = await storePage(observations, {
      database,
      scope,
      cursorAfter: (refused): ListCursor => ({ ...after, unreadable: addUnreadable(unreadable, refused) }),
    });
    await onPage({ number: pages, last });
  }
  return cursor;
}
