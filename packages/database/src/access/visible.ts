import { type RawBuilder, sql } from 'kysely';

/** What somebody may see. */
export interface Visibility {
  /** Null: every repository. */
  repositoryIds: readonly number[] | null;
}

/** The condition that a row's repository is one of these; a row of none is hidden where they are limited. */
export function visible(
  { repositoryIds }: Visibility,
  repositoryId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (repositoryIds === null) return sql`true`;
  return sql`${repositoryId} = any(${repositoryIds}::bigint[])`;
}
