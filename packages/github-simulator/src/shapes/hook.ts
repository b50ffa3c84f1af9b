import type { PingEvent } from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import type { Hook, Host } from '../world/model.ts';
import { repositoryUrl } from './repository-lite.ts';

/** A hook as in its `ping`; the secret is masked, as everywhere on GitHub. */
export function hookShape({ host, app }: World, hook: Hook): PingEvent['hook'] {
  const isApp = hook.target.type === 'integration';
  const url = hookUrl(host, hook);
  const settings = isApp ? `${host.api}/app/hook` : url;
  return {
    type: typeOf(hook),
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      content_type: hook.contentType,
      insecure_ssl: '0',
      ...(hook.secret !== null && { secret: '********' }),
      url: hook.url,
    },
    updated_at: hook.updatedAt,
    created_at: hook.createdAt,
    ...(isApp && { app_id: app.id }),
    url,
    ...(hook.target.type === 'repository' && { test_url: `${url}/test` }),
    ping_url: `${settings}/pings`,
    deliveries_url: `${settings}/deliveries`,
  };
}

function typeOf({ target }: Hook): PingEvent['hook']['type'] {
  if (target.type === 'integration') return 'App';
  return target.type === 'repository' ? 'Repository' : 'Organization';
}

function hookUrl(host: Host, { id, target }: Hook): string {
  if (target.type === 'integration') return `${host.api}/app/hook/config`;
  if (target.type === 'repository') return `${repositoryUrl(host, target.repository)}/hooks/${id}`;
  return `${host.api}/orgs/${target.account.login}/hooks/${id}`;
}
