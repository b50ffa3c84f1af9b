import type { Repository } from '../../world/model.ts';
import { starsOf } from '../../world/stars-of.ts';
import type { Scope } from '../scope.ts';
import { collaboratorsOf } from './collaborators.ts';
import { links } from './links.ts';
import { repositoryConnections } from './repository-connections.ts';
import { repositoryMembers } from './repository-members.ts';

export function repositoryNode(scope: Scope, repository: Repository): object {
  const { host, nodes, administers } = scope;
  const path = `/${repository.owner.login}/${repository.name}`;
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: path.slice(1),
    owner: () => nodes.account(repository.owner),
    description: repository.description,
    homepageUrl: repository.homepage,
    isArchived: repository.archived,
    isPrivate: repository.private,
    isFork: repository.parent !== null,
    isDisabled: false,
    isEmpty: repository.branches.size === 0,
    isInOrganization: repository.owner.type === 'Organization',
    visibility: repository.internal ? 'INTERNAL' : repository.private ? 'PRIVATE' : 'PUBLIC',
    createdAt: repository.createdAt,
    updatedAt: repository.updatedAt,
    pushedAt: repository.pushedAt,
    viewerCanAdminister: (administers?.(repository) ?? true) === true,
    stargazerCount: starsOf(repository),
    forkCount: repository.forks,
    diskUsage: repository.size,
    ...links(host, path),
    ...repositoryMembers(scope, repository),
    ...repositoryConnections(scope, repository),
    collaborators: collaboratorsOf(scope, repository),
  };
}
