import type { Installation as InstallationPayload } from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import { fullNameOf } from '../world/full-name.ts';
import type { Installation, Repository } from '../world/model.ts';
import { userShape } from './account.ts';

export function installationShape(world: World, installation: Installation): InstallationPayload {
  const { host, app } = world;
  const { id, account, suspendedBy } = installation;
  const settings =
    account.type === 'Organization'
      ? `${host.html}/organizations/${account.login}/settings`
      : `${host.html}/settings`;
  return {
    id,
    account: userShape(host, account),
    repository_selection: installation.selection,
    access_tokens_url: `${host.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${host.api}/installation/repositories`,
    html_url: `${settings}/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type === 'Organization' ? 'Organization' : 'User',
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedBy && userShape(host, suspendedBy),
    suspended_at: installation.suspendedAt,
  };
}

/** The five fields of repositories in installation deliveries. */
export function installedRepositoryShape(repository: Repository) {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullNameOf(repository),
    private: repository.private,
  };
}
