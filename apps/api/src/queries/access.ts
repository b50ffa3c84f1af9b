import { type RawBuilder, sql } from 'kysely';

/** What a caller may do, and see: null is every repository. */
export interface Access {
  scopes: ReadonlySet<string>;
  repositoryIds: readonly number[] | null;
}

/** The condition that a row's repository is one that the caller may see; a row of none is hidden from a limited key. */
export function visible(access: Access, repositoryId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (access.repositoryIds === null) return sql`true`;
  return sql`${repositoryId} = any(${access.repositoryIds}::bigint[])`;
}
