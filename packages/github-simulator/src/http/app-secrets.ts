import { clientIdOf } from '../client-id.ts';
import type { AppKey } from '../rest/app-key.ts';
import type { World } from '../world/create-world.ts';

/** The data of an App that its owner knows. */
export function appSecrets({ app, hooks }: World, appKey: AppKey) {
  return {
    id: app.id,
    slug: app.slug,
    client_id: clientIdOf(app.id),
    client_secret: app.clientSecret,
    callback_urls: app.callbackUrls,
    setup_url: app.setupUrl,
    request_oauth_on_install: app.requestsOauthOnInstall,
    hook_id: app.hookId,
    webhook_secret: hooks.get(app.hookId)?.secret ?? null,
    private_key: appKey.privateKey,
  };
}
