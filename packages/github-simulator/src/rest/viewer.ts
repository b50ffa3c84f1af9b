import type { Account, Installation, Repository } from '../world/model.ts';

/** Who asks, as the token says. */
export interface Viewer {
  /** `user-to-server`: the App on behalf of a person; `client`: the App by its client id and secret. */
  kind: 'anonymous' | 'app' | 'installation' | 'personal' | 'user-to-server' | 'client';
  /** Whose budget pays: all tokens of one installation, or of one user, share it. */
  payer: string;
  /** Distinguishes the token itself, in ETags; never the token. */
  tokenId: string;
  account: Account | null;
  installation: Installation | null;
  /** Of a classic personal token; null for other kinds. */
  scopes: readonly string[] | null;
  /** `write` includes `read`. Null: everything that the account may do. */
  permissions: Permissions | null;
  /** Where they depend on whose objects are asked for. */
  permissionsOn?(owner: Account): Permissions;
  expiresAt: Date | null;
  canSee(repository: Repository): boolean;
}

export type Permissions = Readonly<Record<string, string>>;

/** Whether the viewer may do `level` on objects of the permission's kind, which are `owner`'s if anybody's. */
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
