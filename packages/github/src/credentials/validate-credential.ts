import { z } from 'zod';
import type { CallOptions } from '../gate/call.ts';
import type { GitHub } from '../github-client.ts';

/** GitHub's description of a credential. */
export interface CredentialReport {
  type: 'classic' | 'fine-grained' | 'oauth' | 'user-to-server' | 'installation' | 'app' | 'unknown';
  /** Login of its account; null for an installation token, for which GitHub reports none. */
  login: string | null;
  /** For classic and OAuth tokens. */
  scopes: readonly string[] | null;
  /** Only for the App, since GitHub reports them for no other credential. */
  permissions: Readonly<Record<string, string>> | null;
  /** Null: it does not expire, or GitHub does not report when. */
  expiresAt: Date | null;
}

const types: readonly [RegExp, CredentialReport['type']][] = [
  [/^ghp_|^[0-9a-f]{40}$/, 'classic'],
  [/^github_pat_/, 'fine-grained'],
  [/^gho_/, 'oauth'],
  [/^ghu_/, 'user-to-server'],
  [/^ghs_/, 'installation'],
];

const user = z.looseObject({ login: z.string() });
const app = z.looseObject({ slug: z.string(), permissions: z.record(z.string(), z.string()) });

/**
 * Asks GitHub for the validity and the scopes of a token. Its format only shows its kind: GitHub calls tokens opaque.
 *
 * @throws GitHubAuthenticationError if it is unknown, expired or revoked.
 * @see https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available
 */
export async function validateToken(
  view: GitHub,
  token: string,
  call: CallOptions,
): Promise<CredentialReport> {
  const [, type = 'unknown'] = types.find(([shape]) => shape.test(token)) ?? [];
  if (type === 'installation') {
    await view.fetch('GET /installation/repositories', { per_page: 1 }, call);
    return { type, login: null, scopes: null, permissions: null, expiresAt: null };
  }
  const { data, headers } = await view.fetch('GET /user', {}, call);
  const scopes = headers['x-oauth-scopes'];
  const expiry = Date.parse(`${headers['github-authentication-token-expiration'] ?? ''}`);
  return {
    type,
    login: user.parse(data).login,
    scopes:
      scopes === undefined
        ? null
        : `${scopes}`
            .split(',')
            .map((scope) => scope.trim())
            .filter((scope) => scope !== ''),
    permissions: null,
    expiresAt: Number.isNaN(expiry) ? null : new Date(expiry),
  };
}

/**
 * Checks with GitHub whether the App's key is valid, and reads the permissions of the App.
 *
 * @throws GitHubAuthenticationError if it is not.
 */
export async function validateApp(view: GitHub, call: CallOptions): Promise<CredentialReport> {
  const { data } = await view.fetch('GET /app', {}, call);
  const { slug, permissions } = app.parse(data);
  return { type: 'app', login: slug, scopes: null, permissions, expiresAt: null };
}
