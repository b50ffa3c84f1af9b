import { randomBytes } from 'node:crypto';
import { clientIdOf } from '../../client-id.ts';
import { created, notFound } from '../answer.ts';
import type { JsonOf } from '../json-of.ts';
import type { Call, Route } from '../route.ts';
import { appShape } from '../shapes/app.ts';

/**
 * Converts a manifest to an App. The simulator has one App, which is updated: its id and key are kept, its secrets are
 * new.
 */
export const appManifests: Route[] = [
  {
    method: 'POST',
    path: '/app-manifests/:code/conversions',
    resource: 'integration_manifest',
    handle(call) {
      const { world, appKey } = call.context;
      const webhookSecret = convert(call);
      return created<JsonOf<'apps/create-from-manifest', 201>>({
        ...appShape(world),
        client_id: clientIdOf(world.app.id),
        client_secret: world.app.clientSecret,
        webhook_secret: webhookSecret,
        pem: appKey.privateKey,
      });
    },
  },
];

/** @returns the webhook secret, if the App has one. @throws RestError 404 for an invalid code. */
function convert({ context, params }: Call): string | null {
  const pending = context.manifests.take(params.code ?? '');
  if (pending === undefined) throw notFound();
  const { name, url, description, webhook, callbackUrls, setupUrl, ...requested } = pending.manifest;
  const webhookSecret = webhook && randomBytes(20).toString('hex');
  context.run(
    context.commands.editApp({
      name,
      description,
      externalUrl: url,
      owner: pending.owner,
      clientSecret: randomBytes(20).toString('hex'),
      callbackUrls,
      setupUrl,
      requestsOauthOnInstall: requested.requestsOauthOnInstall,
      permissions: requested.permissions,
      events: requested.events,
      active: webhook?.active ?? false,
      webhookSecret,
      ...(webhook && { webhookUrl: webhook.url }),
    }),
  );
  return webhookSecret;
}
