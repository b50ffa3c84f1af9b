import type { Organization, Repository as RepositoryPayload, User } from '@octokit/webhooks-types';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import { organizationShape, userShape } from './account.ts';
import { repositoryShape } from './repository.ts';

/** The fields of every delivery about a repository in addition to its subject; `emit` adds the installation. */
interface Surroundings {
  repository: RepositoryPayload;
  /** For an organisation's repository. */
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
