import type { Authorization, Credential } from './credential.ts';
import { fingerprint } from './fingerprint.ts';
import type { InstallationToken, TokenStore } from './token-store.ts';

export interface InstallationCredentialOptions {
  appId: string;
  installationId: number;
  baseUrl: string;
  tokens: TokenStore;
  /** Requests a token from GitHub. */
  mint(installationId: number): Promise<InstallationToken>;
  /** @returns what changes with what the installation is granted; null: that is not known. */
  grantsOf(installationId: number): Promise<string | null>;
}

/**
 * An installation of the App, by tokens that live an hour. A token keeps the permissions that it was made with, so other
 * grants need another one. Its budget is the installation's, whatever token it has; App and host are part of what it is,
 * since other Apps and servers count installations too.
 */
export function createInstallationCredential(options: InstallationCredentialOptions): Credential {
  const { appId, installationId, baseUrl, tokens, mint, grantsOf } = options;
  const name = `${new URL(baseUrl).host}:${appId}:${installationId}`;
  const inUse = new Map<string, { name: string; token: InstallationToken }>();
  let grants: string | null = null;

  return {
    kind: 'installation',
    fingerprint: fingerprint(`installation:${name}`),
    async authorize() {
      // Where that cannot be found out just now, it is most likely what it was.
      grants = await grantsOf(installationId).catch(() => grants);
      const stored = grants === null ? name : `${name}:${grants}`;
      const token = await tokens.getOrMint(stored, () => mint(installationId));
      const authorization: Authorization = {
        header: `Bearer ${token.token}`,
        fingerprint: fingerprint(token.token),
        issuedAt: token.issuedAt,
        renewable: true,
      };
      inUse.set(authorization.fingerprint, { name: stored, token });
      for (const [each, { token: used }] of inUse) if (used.expiresAt <= Date.now()) inUse.delete(each);
      return authorization;
    },
    async invalidate({ fingerprint: refused }) {
      const used = inUse.get(refused);
      if (used !== undefined) await tokens.forget(used.name, used.token);
    },
  };
}
