import type { components } from '@octokit/openapi-types';
import { clientIdOf } from '../../client-id.ts';
import { userShape } from '../../shapes/account.ts';
import type { World } from '../../world/create-world.ts';

/** The App, in the response for itself. */
export function appShape(world: World): NonNullable<components['schemas']['integration']> {
  const { app, host } = world;
  return {
    id: app.id,
    slug: app.slug,
    client_id: clientIdOf(app.id),
    node_id: Buffer.from(`03:App${app.id}`).toString('base64'),
    owner: userShape(host, app.owner),
    name: app.name,
    description: app.description,
    external_url: app.externalUrl,
    html_url: `${host.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions },
    events: app.events,
  };
}
