import type { Change } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import type { Visibility } from '../queries/access.ts';
import { requireRepository } from '../queries/require-repository.ts';

/** Which changes a reader of the feed wants; null: all. */
export interface FeedFilter {
  resources: ReadonlySet<string> | null;
  kinds: ReadonlySet<string> | null;
  repositoryIds: ReadonlySet<number> | null;
}

/** The query parameters that filter the feed. */
export interface FeedQuery {
  resource?: readonly string[] | undefined;
  kind?: readonly string[] | undefined;
  repository?: readonly string[] | undefined;
}

/** @throws ProblemError `not_found` for a repository that the caller may not see. */
export async function readFilter(
  database: Kysely<Database>,
  access: Visibility,
  { resource, kind, repository }: FeedQuery,
): Promise<FeedFilter> {
  const named = repository?.map((name) => requireRepository(database, access, name)) ?? [];
  const ids = (await Promise.all(named)).map(({ id }) => id);
  return {
    resources: resource === undefined ? null : new Set(resource),
    kinds: kind === undefined ? null : new Set(kind),
    repositoryIds: repository === undefined ? null : new Set(ids),
  };
}

/** Whether the caller may see the change, and wants it. The condition of `readFeed` for a change in memory. */
export function matches(
  { resources, kinds, repositoryIds }: FeedFilter,
  visibleIds: ReadonlySet<number> | null,
  { resource, kind, repository_id: id }: Pick<Change, 'resource' | 'kind' | 'repository_id'>,
): boolean {
  const isWithin = (ids: ReadonlySet<number> | null) => ids === null || (id !== null && ids.has(id));
  return (
    (resources?.has(resource) ?? true) &&
    (kinds?.has(kind) ?? true) &&
    isWithin(repositoryIds) &&
    isWithin(visibleIds)
  );
}
