import { z } from 'zod';
import { GitHubAuthenticationError, GitHubError, GitHubServerError } from '../errors.ts';
import { pathSegment } from '../path-segment.ts';
import { sendOnce } from './send-once.ts';
import { webRootOf } from './web-root-of.ts';

/** The App as an OAuth client. */
export interface UserSignInOptions {
  /** REST root URL. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
}

/** The last step of GitHub's web flow, in which users authenticate. */
export interface UserSignIn {
  /**
   * Exchanges a code for a user token, which is valid for eight hours.
   *
   * @throws BadCodeError for a code that is unknown, used or older than ten minutes; GitHubAuthenticationError if
   * GitHub rejects the client id and secret; other errors of a request to GitHub.
   */
  exchange(code: string): Promise<string>;
  /** Revokes a token. @throws GitHubError */
  revoke(token: string): Promise<void>;
}

/** The code of the web flow is invalid or expired. */
export class BadCodeError extends GitHubError {
  override readonly name = 'BadCodeError';
  override readonly code = 'github_bad_code';
}

const granted = z.looseObject({ access_token: z.string().min(1) });
const refused = z.looseObject({ error: z.string() });

/** @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app */
export function createUserSignIn({ baseUrl, clientId, clientSecret }: UserSignInOptions): UserSignIn {
  return {
    async exchange(code) {
      const resource = 'POST /login/oauth/access_token';
      const answer = await sendOnce({
        method: 'POST',
        url: `${webRootOf(baseUrl)}/login/oauth/access_token`,
        resource,
        body: { client_id: clientId, client_secret: clientSecret, code },
      });
      // Errors have status 200.
      const error = refused.safeParse(answer).data?.error;
      if (error === 'bad_verification_code') {
        throw new BadCodeError('the code is unknown, used or too old', { resource });
      }
      if (error !== undefined) {
        throw new GitHubAuthenticationError(`GitHub rejects the client of the App: ${error}`, {
          resource,
        });
      }
      const token = granted.safeParse(answer).data?.access_token;
      if (token === undefined)
        throw new GitHubServerError('the response of GitHub contains no token', { resource });
      return token;
    },
    async revoke(token) {
      const resource = 'DELETE /applications/{client_id}/token';
      const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
      await sendOnce({
        method: 'DELETE',
        url: `${baseUrl}/applications/${pathSegment('client_id', clientId, resource)}/token`,
        resource,
        headers: { authorization: `Basic ${basic}` },
        body: { access_token: token },
      });
    },
  };
}
