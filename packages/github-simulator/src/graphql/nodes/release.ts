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
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    createdAt: release.createdAt,
    publishedAt: release.publishedAt,
    updatedAt: release.updatedAt,
    author: () => nodes.account(release.author),
    tag() {
      const head = repository.tags.get(release.tag);
      return head ? nodes.ref(repository, { prefix: 'refs/tags/', name: release.tag }, head) : null;
    },
    repository: () => nodes.repository(repository),
    ...links(host, `/${repository.owner.login}/${repository.name}/releases/tag/${release.tag}`),
  };
}
