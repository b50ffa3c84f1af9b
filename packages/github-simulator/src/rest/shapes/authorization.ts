import { createHash } from 'node:crypto';
import type { components } from '@octokit/openapi-types';
import { clientIdOf } from '../../client-id.ts';
import { userShape } from '../../shapes/account.ts';
import type { World } from '../../world/create-world.ts';
import { isoSeconds } from '../iso-seconds.ts';
import type { Viewer } from '../viewer.ts';

/** A user token, in the response for its App. */
export function authorizationShape(
  world: World,
  viewer: Viewer,
  { token, skewMs }: { token: string; skewMs: number },
): components['schemas']['authorization'] {
  const { app, host } = world;
  const id = Number.parseInt(viewer.tokenId.slice(0, 8), 16);
  const { expiresAt, account } = viewer;
  return {
    id,
    url: `${host.api}/authorizations/${id}`,
    app: { client_id: clientIdOf(app.id), name: app.name, url: app.externalUrl },
    token,
    hashed_token: createHash('sha256').update(token).digest('hex'),
    token_last_eight: token.slice(-8),
    note: null,
    note_url: null,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    scopes: [],
    fingerprint: null,
    expires_at: expiresAt && isoSeconds(expiresAt.getTime() + skewMs),
    user: account && userShape(host, account),
  };
}
