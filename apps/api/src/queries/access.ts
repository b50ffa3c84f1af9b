import type { Visibility } from '@hubtwin/database';

export { type Visibility, visible } from '@hubtwin/database';

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
