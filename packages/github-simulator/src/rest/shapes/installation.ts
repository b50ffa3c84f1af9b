import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { installationShape } from '../../shapes/installation.ts';
import type { World } from '../../world/create-world.ts';
import type { Installation } from '../../world/model.ts';

export function restInstallationShape(
  world: World,
  installation: Installation,
): components['schemas']['installation'] {
  const { suspended_by, ...shape } = installationShape(world, installation);
  return {
    ...shape,
    account: userShape(world.host, installation.account),
    app_slug: world.app.slug,
    permissions: installation.permissions,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    suspended_by: installation.suspendedBy && userShape(world.host, installation.suspendedBy),
  };
}
