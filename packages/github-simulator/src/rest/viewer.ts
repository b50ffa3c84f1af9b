import type { Account, Installation, Repository } from '../world/model.ts';

/** Who asks, as the token says. */
export interface Viewer {
  kind: 'anonymous' | 'app' | 'installation' | 'personal';
  /** Whose budget pays: all tokens of one installation, or of one user, share it. */
  payer: string;
  /** Distinguishes the token itself, in ETags; never the token. */
  tokenId: string;
  account: Account | null;
  installation: Installation | null;
  /** Of a classic personal token; null for other kinds. */
  scopes: readonly string[] | null;
  /** `write` includes `read`. Null: everything that the account may do. */
  permissions: Readonly<Record<string, string>> | null;
  expiresAt: Date | null;
  canSee(repository: Repository): boolean;
}

/** Whether the viewer may do `level` on objects of the permission's kind. */
export function isAllowed({ permissions }: Viewer, name: string, level: 'read' | 'write'): boolean {
  if (permissions === null) return true;
  const granted = permissions[name];
  return granted === 'write' || granted === 'admin' || (level === 'read' && granted === 'read');
}
