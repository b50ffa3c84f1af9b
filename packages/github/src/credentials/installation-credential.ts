import type { Authorization, Credential } from './credential.ts';
import { fingerprint } from './fingerprint.ts';
import type { InstallationToken, TokenStore } from './token-store.ts';

export interface InstallationCredentialOptions {
  appId: string;
  installationId: number;
  baseUrl: string;
  tokens: TokenStore;
  /** Fetches a new token from GitHub. */
  mint(installationId: number): Promise<InstallationToken>;
  /** @returns a value that changes when the permissions of the installation change; null: unknown. */
  grantsOf(installationId: number): Promise<string | null>;
}

/**
 * An installation of the App, with tokens that are valid for an hour. A token keeps the permissions that it was created
 * with, so changed permissions require a new one. The budget belongs to the installation, with any of its tokens; its
 * fingerprint includes App and host, since other Apps and servers number installations, too.
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
      // If the permissions cannot be read now, they are most likely unchanged.
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
