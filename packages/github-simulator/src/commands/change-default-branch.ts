import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, requireThat, type Scene } from '../world/lookup.ts';
import type { Branch } from '../world/model.ts';

/** Emits `repository` edited with the old default branch. */
export function changeDefaultBranch(world: World, input: Scene & { branch: string }): Branch {
  const { repository, sender } = enter(world, input);
  const branch = findBranch(repository, input.branch);
  const before = findBranch(repository, repository.defaultBranch);
  requireThat(branch !== before, `${branch.name} is the default branch`);
  // A default branch contains its latest commits, any other those by which it is ahead, from the common ancestor.
  const parting = before.commits.findLastIndex(({ sha }) => sha === startOf(branch)) + 1;
  branch.commits = [...before.commits.slice(0, parting), ...branch.commits];
  before.commits = before.commits.slice(parting);
  repository.defaultBranch = branch.name;
  repository.updatedAt = world.time.now();
  world.emit('repository', {
    action: 'edited',
    changes: { default_branch: { from: before.name } },
    ...surroundings(world, { repository, sender }),
  });
  return branch;
}

/** The sha of the commit that a branch starts from. */
function startOf({ head, commits }: Branch): string | undefined {
  const [first] = commits;
  return first === undefined ? head.sha : first.parents[0];
}
