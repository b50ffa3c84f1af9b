import type { Release, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

export function releaseNode({ host, nodes }: Scope, repository: Repository, release: Release): object {
  return {
    __typename: 'Release',
    id: release.nodeId,
    databaseId: release.id,
    name: release.name,
    tagName: release.tag,
    description: release.body,
    isDraft: false,
    isPrerelease: release.prerelease,
    createdAt: release.createdAt,
    publishedAt: release.publishedAt,
    author: () => nodes.account(release.author),
    tag: () => nodes.ref(repository, { prefix: 'refs/tags/', name: release.tag }, null),
    repository: () => nodes.repository(repository),
    ...links(host, `/${repository.owner.login}/${repository.name}/releases/tag/${release.tag}`),
  };
}
