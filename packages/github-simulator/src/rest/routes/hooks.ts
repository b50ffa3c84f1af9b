import { hookRoutes } from '../hook-routes.ts';
import { organizationRoutes } from '../organization-routes.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { OrganizationCall, RepositoryCall, Route } from '../route.ts';

/** The hooks of repositories and organisations, and their deliveries. */
export const hooks: Route[] = [
  ...repositoryRoutes(
    hookRoutes<RepositoryCall>({
      permission: 'repository_hooks',
      targetOf: ({ repository }) => ({ type: 'repository', repository }),
    }),
  ),
  ...organizationRoutes(
    hookRoutes<OrganizationCall>({
      permission: 'organization_hooks',
      targetOf: ({ organization }) => ({ type: 'organization', account: organization }),
    }),
  ),
];
