import type { Organization, Repository as RepositoryPayload, User } from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import { organizationShape, userShape } from './account.ts';
import { repositoryShape } from './repository.ts';

/** What every delivery about a repository carries besides its subject; `emit` adds the installation. */
interface Surroundings {
  repository: RepositoryPayload;
  /** Of an organisation's repository. */
  organization?: Organization;
  sender: User;
}

export function surroundings(world: World, at: Place): Surroundings {
  const { owner } = at.repository;
  return {
    repository: repositoryShape(world.host, at.repository),
    ...(owner.type === 'Organization' && { organization: organizationShape(world.host, owner) }),
    sender: userShape(world.host, at.sender),
  };
}
