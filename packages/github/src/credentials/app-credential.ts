import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Authorization, Credential } from './credential.ts';
import { fingerprint } from './fingerprint.ts';
import type { GitHubClock } from './github-clock.ts';

/** The credentials of a GitHub App. */
export interface AppIdentity {
  /** The App's id or its client id. */
  id: string;
  /** PEM, PKCS #1 or PKCS #8. */
  privateKey: string;
}

// GitHub's clock may be behind ours.
const backdatedMs = 60_000;
// GitHub accepts at most ten minutes from `iat`.
const livesMs = 9 * 60_000;
const renewedBeforeMs = 60_000;

/**
 * The App itself, authenticated by a JWT that it signs, dated by GitHub's clock, so that a wrong clock of the host does
 * not matter.
 *
 * @throws if the private key is invalid.
 * @see
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function createAppCredential(app: AppIdentity, baseUrl: string, clock: GitHubClock): Credential {
  const key = createPrivateKey(app.privateKey);
  const ours = fingerprint(`app:${new URL(baseUrl).host}:${app.id}`);
  let current: (Authorization & { renewAt: number }) | null = null;

  return {
    kind: 'app',
    fingerprint: ours,
    async authorize() {
      if (current !== null && current.renewAt > clock.now()) return current;
      const issuedAt = clock.now() - backdatedMs;
      const expiresAt = issuedAt + livesMs;
      const jwt = await new SignJWT()
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .setIssuer(app.id)
        .setIssuedAt(Math.floor(issuedAt / 1_000))
        .setExpirationTime(Math.floor(expiresAt / 1_000))
        .sign(key);
      current = {
        header: `Bearer ${jwt}`,
        fingerprint: ours,
        issuedAt: null,
        renewable: true,
        renewAt: expiresAt - renewedBeforeMs,
      };
      return current;
    },
    async invalidate() {
      current = null;
    },
  };
}
