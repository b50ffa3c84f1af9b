import { type RawBuilder, sql } from 'kysely';

/** What the caller may read. */
export interface Visibility {
  /** Null: every repository. */
  repositoryIds: readonly number[] | null;
}

/**
 * The condition that the caller may read a row of this repository. A row without a repository is hidden from limited
 * callers.
 */
export function visible(
  { repositoryIds }: Visibility,
  repositoryId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (repositoryIds === null) return sql`true`;
  return sql`${repositoryId} = any(${repositoryIds}::bigint[])`;
}
