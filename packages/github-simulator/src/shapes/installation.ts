import type { Installation as InstallationPayload } from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import type { Installation, Repository } from '../world/model.ts';
import { userShape } from './account.ts';

export function installationShape(world: World, installation: Installation): InstallationPayload {
  const { host, organisation, app } = world;
  return {
    id: installation.id,
    account: userShape(host, organisation),
    repository_selection: 'all',
    access_tokens_url: `${host.api}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${host.api}/installation/repositories`,
    html_url: `${host.html}/organizations/${organisation.login}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: organisation.id,
    target_type: 'Organization',
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

/** The five fields by which installation deliveries list repositories. */
export function installedRepositoryShape(repository: Repository) {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: `${repository.owner.login}/${repository.name}`,
    private: repository.private,
  };
}
