import { z } from 'zod';
import { GitHubAuthenticationError, GitHubError, GitHubServerError } from '../errors.ts';
import { pathSegment } from '../path-segment.ts';
import { sendOnce } from './send-once.ts';
import { webRootOf } from './web-root-of.ts';

/** The App, as it asks for people's tokens. */
export interface UserSignInOptions {
  /** REST root. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
}

/** The end of GitHub's web flow, on which people say who they are. */
export interface UserSignIn {
  /**
   * Takes a code for a token of the person's, which lives eight hours.
   *
   * @throws BadCodeError for a code that is unknown, used or older than ten minutes; GitHubAuthenticationError where
   * GitHub does not take the client's id and secret; what else a request to GitHub throws.
   */
  exchange(code: string): Promise<string>;
  /** Ends a token. @throws GitHubError */
  revoke(token: string): Promise<void>;
}

/** The code of the web flow is none, or no more. */
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
      // Errors come with status 200.
      const error = refused.safeParse(answer).data?.error;
      if (error === 'bad_verification_code') {
        throw new BadCodeError('the code is unknown, used or too old', { resource });
      }
      if (error !== undefined) {
        throw new GitHubAuthenticationError(`GitHub does not take the client of the App: ${error}`, {
          resource,
        });
      }
      const token = granted.safeParse(answer).data?.access_token;
      if (token === undefined) throw new GitHubServerError('GitHub answered without a token', { resource });
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
