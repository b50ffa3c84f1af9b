import type { Account, Installation, Repository } from '../world/model.ts';

/** The client of a request, by its token. */
export interface Viewer {
  /** `user-to-server`: the App on behalf of a user; `client`: the App with its client id and secret. */
  kind: 'anonymous' | 'app' | 'installation' | 'personal' | 'user-to-server' | 'client';
  /** Identifies the budget: all tokens of one installation, or of one user, share it. */
  payer: string;
  /** Identifies the token, in ETags; never the token itself. */
  tokenId: string;
  account: Account | null;
  installation: Installation | null;
  /** For a classic personal token; null for other kinds. */
  scopes: readonly string[] | null;
  /** `write` includes `read`. Null: all permissions of the account. */
  permissions: Permissions | null;
  /** Permissions by the owner of the objects, if they differ. */
  permissionsOn?(owner: Account): Permissions;
  expiresAt: Date | null;
  canSee(repository: Repository): boolean;
}

export type Permissions = Readonly<Record<string, string>>;

/** Whether the viewer has `level` on objects of the permission's kind, of `owner` if given. */
export function isAllowed(
  viewer: Viewer,
  [name, level]: readonly [name: string, level: 'read' | 'write'],
  owner?: Account,
): boolean {
  const permissions =
    viewer.permissionsOn === undefined ? viewer.permissions : owner ? viewer.permissionsOn(owner) : null;
  if (permissions === null) return true;
  const granted = permissions[name];
  return granted === 'write' || granted === 'admin' || (level === 'read' && granted === 'read');
}
