import type { components } from '@octokit/openapi-types';
import { organizationShape } from '../../shapes/account.ts';
import type { World } from '../../world/create-world.ts';
import type { Account } from '../../world/model.ts';

type OrganizationFull = components['schemas']['organization-full'] & {
  web_commit_signoff_required?: boolean;
};

/** A single organisation, as who may not administer it sees it. */
export function publicOrganizationShape(world: World, account: Account): OrganizationFull {
  const owned = ownedBy(world, account);
  return {
    ...organizationShape(world.host, account),
    description: null,
    name: account.name,
    email: account.email,
    type: 'Organization',
    html_url: `${world.host.html}/${account.login}`,
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: owned.filter((repository) => !repository.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: world.app.createdAt,
    updated_at: world.app.createdAt,
    archived_at: null,
  };
}

/** A single organisation with its settings. */
export function fullOrganizationShape(world: World, account: Account): OrganizationFull {
  const owned = ownedBy(world, account);
  const hidden = owned.filter((repository) => repository.private).length;
  return {
    ...publicOrganizationShape(world, account),
    total_private_repos: hidden,
    owned_private_repos: hidden,
    private_gists: 0,
    disk_usage: owned.reduce((sum, { size }) => sum + size, 0),
    collaborators: 0,
    billing_email: null,
    default_repository_permission: account.basePermission ?? 'read',
    members_can_create_repositories: true,
    two_factor_requirement_enabled: false,
    members_allowed_repository_creation_type: 'all',
    members_can_create_public_repositories: true,
    members_can_create_private_repositories: true,
    members_can_create_internal_repositories: false,
    members_can_create_pages: true,
    members_can_create_public_pages: true,
    members_can_create_private_pages: true,
    members_can_fork_private_repositories: false,
    web_commit_signoff_required: false,
    plan: {
      name: 'team',
      space: 976_562_499,
      private_repos: 999_999,
      filled_seats: 8,
      seats: 100,
    },
  };
}

const ownedBy = ({ repositories }: World, account: Account) =>
  [...repositories.values()].filter(({ owner }) => owner.id === account.id);
