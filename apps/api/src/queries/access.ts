import type { Visibility } from '@hubtwin/database';

export { type Visibility, visible } from '@hubtwin/database';

/** The permissions of a caller. */
export interface Access extends Visibility {
  scopes: ReadonlySet<string>;
  /** Of the API key; 0: the configured admin key. */
  keyId: number;
  /** The actor in the audit log. */
  actor: string;
  /** The name of the API key; null if it has none. */
  name: string | null;
}

/** A caller without a key, on routes that need none. */
export const anonymous: Access = {
  scopes: new Set(),
  repositoryIds: [],
  keyId: 0,
  actor: 'anonymous',
  name: null,
};
