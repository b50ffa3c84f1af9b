import { type RawBuilder, sql } from 'kysely';

/** What a caller may see: null is every repository. */
export interface Visibility {
  repositoryIds: readonly number[] | null;
}

/** What a caller may do, and see. */
export interface Access extends Visibility {
  scopes: ReadonlySet<string>;
}

/** The condition that a row's repository is one that the caller may see; a row of none is hidden from a limited key. */
export function visible(access: Visibility, repositoryId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (access.repositoryIds === null) return sql`true`;
  return sql`${repositoryId} = any(${access.repositoryIds}::bigint[])`;
}
