import type { App } from '@octokit/webhooks-types';
import type { CheckApp, Host } from '../world/model.ts';
import { userShape } from './account.ts';

/** The app of a check suite or of a check run. */
export function checkAppShape(host: Host, app: CheckApp) {
  return {
    id: app.id,
    slug: app.slug,
    node_id: Buffer.from(`03:App${app.id}`).toString('base64'),
    owner: userShape(host, app.owner),
    name: app.name,
    description: app.description,
    external_url: app.externalUrl,
    html_url: `${host.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { checks: 'write' as const, metadata: 'read' as const },
    events: ['check_run' as const, 'check_suite' as const],
  } satisfies App;
}
