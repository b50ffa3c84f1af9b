import { randomBytes } from 'node:crypto';
import type { Account } from '../world/model.ts';
import type { Credentials } from './credentials.ts';
import { newToken } from './new-token.ts';

/** Tokens of a user for the App. */
export interface UserTokens {
  token: string;
  refreshToken: string;
}

/** GitHub's state between the steps of the web flow. */
export interface Oauth {
  /** Valid for ten minutes, once. */
  createCode(account: Account, redirectUri: string): string;
  /** @returns undefined for a code that is unknown, used or expired. */
  exchange(code: string, redirectUri?: string): UserTokens | 'redirect_uri_mismatch' | undefined;
  /** Revokes both tokens and creates new ones. @returns undefined for an invalid refresh token. */
  refresh(refreshToken: string): UserTokens | undefined;
  /** Revokes a user token and its refresh token. @returns whether it existed. */
  revoke(token: string): boolean;
}

const codeMs = 600_000;
/** GitHub's six months. */
export const refreshTokenSeconds = 15_897_600;

/**
 * The codes and refresh tokens of a GitHub App's web flow, with user tokens that expire.
 *
 * @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
export function createOauth({ credentials, now }: { credentials: Credentials; now: () => number }): Oauth {
  const codes = new Map<string, { account: Account; redirectUri: string; until: number }>();
  const refreshTokens = new Map<string, { account: Account; token: string; until: number }>();

  function issue(account: Account): UserTokens {
    const { token } = credentials.createUserToken(account);
    const refreshToken = newToken('refresh');
    refreshTokens.set(refreshToken, { account, token, until: now() + refreshTokenSeconds * 1_000 });
    return { token, refreshToken };
  }

  function end(token: string): boolean {
    const viewer = credentials.find(token);
    if (viewer !== undefined) credentials.revoke(viewer);
    for (const [refreshToken, each] of refreshTokens) {
      if (each.token === token) refreshTokens.delete(refreshToken);
    }
    return viewer !== undefined;
  }

  return {
    createCode(account, redirectUri) {
      const code = randomBytes(10).toString('hex');
      codes.set(code, { account, redirectUri, until: now() + codeMs });
      return code;
    },
    exchange(code, redirectUri) {
      const granted = codes.get(code);
      if (granted === undefined || granted.until <= now()) return undefined;
      if (redirectUri !== undefined && redirectUri !== granted.redirectUri) return 'redirect_uri_mismatch';
      codes.delete(code);
      return issue(granted.account);
    },
    refresh(refreshToken) {
      const known = refreshTokens.get(refreshToken);
      if (known === undefined || known.until <= now()) return undefined;
      end(known.token);
      return issue(known.account);
    },
    revoke: end,
  };
}
