import type { Authorization, Credential } from './credential.ts';
import { fingerprint } from './fingerprint.ts';
import type { InstallationToken, TokenStore } from './token-store.ts';

export interface InstallationCredentialOptions {
  appId: string;
  installationId: number;
  baseUrl: string;
  tokens: TokenStore;
  /** Asks GitHub for a token. */
  mint(installationId: number): Promise<InstallationToken>;
}

/**
 * An installation of the App, by tokens that live an hour. Its budget is the installation's, whatever token
 * it has; App and host are part of what it is, since other Apps and servers count installations too.
 */
export function createInstallationCredential(options: InstallationCredentialOptions): Credential {
  const { appId, installationId, baseUrl, tokens, mint } = options;
  const name = `${new URL(baseUrl).host}:${appId}:${installationId}`;
  const inUse = new Map<string, InstallationToken>();

  return {
    kind: 'installation',
    fingerprint: fingerprint(`installation:${name}`),
    async authorize() {
      const token = await tokens.getOrMint(name, () => mint(installationId));
      const authorization: Authorization = {
        header: `Bearer ${token.token}`,
        fingerprint: fingerprint(token.token),
        issuedAt: token.issuedAt,
        renewable: true,
      };
      inUse.set(authorization.fingerprint, token);
      for (const [each, { expiresAt }] of inUse) if (expiresAt <= Date.now()) inUse.delete(each);
      return authorization;
    },
    async invalidate({ fingerprint: refused }) {
      const token = inUse.get(refused);
      if (token !== undefined) await tokens.forget(name, token);
    },
  };
}
