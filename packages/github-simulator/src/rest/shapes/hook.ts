import type { components } from '@octokit/openapi-types';
import { hookShape } from '../../shapes/hook.ts';
import type { World } from '../../world/create-world.ts';
import type { Hook } from '../../world/model.ts';

type Schemas = components['schemas'];

/** A repository's hook contains its last response, which is unused here; an organisation's does not. */
export function restHookShape(world: World, hook: Hook): Schemas['hook'] | Schemas['org-hook'] {
  const { app_id: _app, test_url, ping_url = '', ...shape } = hookShape(world, hook);
  const common = { ...shape, ping_url, config: hookConfigShape(hook) };
  if (test_url === undefined) return common;
  return { ...common, test_url, last_response: { code: null, status: 'unused', message: null } };
}

/** The config of a hook; the secret is masked. */
export function hookConfigShape({ contentType, secret, url }: Hook) {
  return {
    content_type: contentType,
    insecure_ssl: '0',
    ...(secret !== null && { secret: '********' }),
    url,
  } satisfies Schemas['webhook-config'];
}
