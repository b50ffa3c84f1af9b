import type {
  InstallationLite,
  Organization,
  Repository as RepositoryPayload,
  User,
} from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import { installationLite, organizationShape, userShape } from './account.ts';
import { repositoryShape } from './repository.ts';

/** What every delivery about a repository carries besides its subject. */
interface Surroundings {
  repository: RepositoryPayload;
  organization: Organization;
  sender: User;
  installation?: InstallationLite;
}

export function surroundings(world: World, at: Place): Surroundings {
  return {
    repository: repositoryShape(world.host, at.repository),
    organization: organizationShape(world.host, world.organisation),
    sender: userShape(world.host, at.sender),
    ...installationLite(world),
  };
}
