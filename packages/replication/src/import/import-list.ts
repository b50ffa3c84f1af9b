import type { Database } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import type { RepositoryView } from '../fetch/repository-views.ts';
import { readPages } from './read-pages.ts';
import { storePage } from './store-page.ts';

/** How far a list was read. */
export const listCursor = z.object({
  /** The page to read next. */
  page: z.int().min(1),
  done: z.boolean(),
  /** How many pages it has, as far as was known. */
  last: z.int().min(0),
  /** When its first page was asked for: what was not seen since, is not in the list. */
  startedAt: z.iso.datetime(),
  /** Where it begins, as the commit that a history is told from. */
  start: z.record(z.string(), z.string()),
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
  const parameters = { owner, repo, ...list.query, ...list.whole, ...cursor.start };
  for await (const page of readPages(github, list.route, parameters, {
    ...call,
    once: true,
    from: cursor.page,
    ahead,
  })) {
    const { items, askedAt, number, isLast } = page;
    const startedAt = number === 1 ? askedAt.toISOString() : cursor.startedAt;
    const last = isLast ? number : Math.max(page.last ?? 0, number + 1, cursor.last);
    cursor = { ...cursor, page: number + 1, done: isLast, last, startedAt };
    await storePage(definition, { items, askedAt }, { database, repositoryId, scope, cursor });
    await onPage({ number, last });
  }
  return cursor;
}
