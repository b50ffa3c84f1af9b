import { clientIdOf } from '../../client-id.ts';
import { noContent, notFound, ok, validationFailed } from '../answer.ts';
import { isObject } from '../is-object.ts';
import type { JsonOf } from '../json-of.ts';
import type { Call, Route } from '../route.ts';
import { authorizationShape } from '../shapes/authorization.ts';

/** Checking and revoking user tokens with the App's client id and secret. */
export const applicationTokens: Route[] = [
  {
    method: 'POST',
    path: '/applications/:client_id/token',
    caller: 'client',
    handle(call) {
      const token = tokenOf(call);
      const viewer = call.context.credentials.find(token);
      if (viewer?.kind !== 'user-to-server') throw notFound();
      const { skewMs } = call;
      return ok<JsonOf<'apps/check-token'>>(
        authorizationShape(call.context.world, viewer, { token, skewMs }),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/applications/:client_id/token',
    caller: 'client',
    handle(call) {
      if (!call.context.oauth.revoke(tokenOf(call))) throw notFound();
      return noContent();
    },
  },
];

/** @throws RestError 404 for another App, 422 without a token. */
function tokenOf({ context, params, body }: Call): string {
  if (params.client_id !== clientIdOf(context.world.app.id)) throw notFound();
  const token = isObject(body) ? body.access_token : undefined;
  if (typeof token === 'string') return token;
  throw validationFailed({ resource: 'OauthAccess', field: 'access_token', code: 'missing_field' });
}
