import { type RawBuilder, sql } from 'kysely';

/** What a caller may see: null is every repository. */
export interface Visibility {
  repositoryIds: readonly number[] | null;
}

/** What a caller may do, and see. */
export interface Access extends Visibility {
  scopes: ReadonlySet<string>;
  /** Of the API key; 0: the configured admin key. */
  keyId: number;
  /** As the audit log names it. */
  actor: string;
  /** Of the API key; null where it has none. */
  name: string | null;
}

/** Who sent no key, where none is needed. */
export const nobody: Access = {
  scopes: new Set(),
  repositoryIds: [],
  keyId: 0,
  actor: 'anonymous',
  name: null,
};

/** The condition that a row's repository is one that the caller may see; a row of none is hidden from a limited key. */
export function visible(access: Visibility, repositoryId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (access.repositoryIds === null) return sql`true`;
  return sql`${repositoryId} = any(${access.repositoryIds}::bigint[])`;
}
