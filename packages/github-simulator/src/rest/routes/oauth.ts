import { clientIdOf } from '../../client-id.ts';
import { type Answer, notFound, redirect } from '../answer.ts';
import { userTokenSeconds } from '../credentials.ts';
import { isObject } from '../is-object.ts';
import { refreshTokenSeconds, type UserTokens } from '../oauth.ts';
import { type OauthError, oauthError } from '../oauth-errors.ts';
import { accountOf } from '../person.ts';
import type { RestContext, Route } from '../route.ts';
import { withQuery } from '../with-query.ts';

/**
 * The web flow in which users authorise the App. The user in `login`, by default the simulator's person, agrees or
 * cancels immediately.
 *
 * @see
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
export const oauth: Route[] = [
  {
    method: 'GET',
    path: '/login/oauth/authorize',
    isPage: true,
    handle({ context: { world, oauth, person }, query }) {
      if (query.get('client_id') !== clientIdOf(world.app.id)) throw notFound();
      const [registered] = world.app.callbackUrls;
      if (registered === undefined) throw notFound();
      const state = query.get('state');
      const refuse = (to: string, error: OauthError) =>
        redirect(withQuery(to, { ...oauthError(error, 'authorization'), state }));
      const requested = query.get('redirect_uri') ?? registered;
      if (!world.app.callbackUrls.includes(requested)) return refuse(registered, 'redirect_uri_mismatch');
      if (person.denies) return refuse(requested, 'access_denied');
      const code = oauth.createCode(accountOf(world, person, query), requested);
      return redirect(withQuery(requested, { code, state }));
    },
  },
  {
    method: 'POST',
    path: '/login/oauth/access_token',
    isPage: true,
    handle({ context, body, query, headers }) {
      const requested = { ...Object.fromEntries(query), ...(isObject(body) && body) };
      return written(grant(context, requested), headers.accept ?? '');
    },
  },
];

/** Errors have status 200, as on GitHub. */
function grant(context: RestContext, requested: Record<string, unknown>) {
  const { client_id, client_secret, code, refresh_token, grant_type = 'authorization_code' } = requested;
  const { app } = context.world;
  const refuse = (error: OauthError) => oauthError(error, 'access-token');
  if (client_id !== clientIdOf(app.id) || client_secret !== app.clientSecret) {
    return refuse('incorrect_client_credentials');
  }
  if (grant_type === 'refresh_token') {
    const renewed = context.oauth.refresh(String(refresh_token));
    return renewed === undefined ? refuse('bad_refresh_token') : tokensShape(renewed);
  }
  if (grant_type !== 'authorization_code') return refuse('unsupported_grant_type');
  const { redirect_uri } = requested;
  const granted = context.oauth.exchange(
    String(code),
    typeof redirect_uri === 'string' ? redirect_uri : undefined,
  );
  if (granted === undefined) return refuse('bad_verification_code');
  return granted === 'redirect_uri_mismatch' ? refuse(granted) : tokensShape(granted);
}

function tokensShape({ token, refreshToken }: UserTokens) {
  return {
    access_token: token,
    expires_in: userTokenSeconds,
    refresh_token: refreshToken,
    refresh_token_expires_in: refreshTokenSeconds,
    scope: '',
    token_type: 'bearer',
  };
}

/** As a form, unless JSON is requested. */
function written(fields: Readonly<Record<string, string | number>>, accept: string): Answer {
  if (accept.includes('json')) return { status: 200, body: fields };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.set(name, `${value}`);
  return {
    status: 200,
    text: `${form}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  };
}
