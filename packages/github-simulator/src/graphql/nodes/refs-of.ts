import type { Commit, Repository } from '../../world/model.ts';

/** Branches and tags with their commits. */
export function refsOf({ branches, tags }: Repository): { fullName: string; head: Commit }[] {
  return [
    ...[...branches.values()].map(({ name, head }) => ({ fullName: `refs/heads/${name}`, head })),
    ...[...tags].map(([name, head]) => ({ fullName: `refs/tags/${name}`, head })),
  ];
}
