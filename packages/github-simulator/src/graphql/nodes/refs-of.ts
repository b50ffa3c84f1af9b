import type { Branch, Repository } from '../../world/model.ts';

/** Branches, and the tags of releases; the world remembers no commit of a tag. */
export function refsOf(repository: Repository): { fullName: string; branch: Branch | null }[] {
  const branches = [...repository.branches.values()];
  return [
    ...branches.map((branch) => ({ fullName: `refs/heads/${branch.name}`, branch })),
    ...[...repository.releases.keys()].map((tag) => ({ fullName: `refs/tags/${tag}`, branch: null })),
  ];
}
