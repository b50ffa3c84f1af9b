import type { World } from './create-world.ts';
import type { Repository } from './model.ts';
import { networkOf } from './network-of.ts';

/**
 * Removes a repository from its network. Pull requests from it are kept without it; its forks become those of its
 * parent, or, if it was the root, of the oldest among them.
 *
 * @see
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/working-with-forks/what-happens-to-forks-when-a-repository-is-deleted-or-changes-visibility
 */
export function leaveNetwork(world: World, repository: Repository): void {
  const others = networkOf(world, repository).filter((each) => each !== repository);
  for (const { pullRequests } of others) {
    for (const { head } of pullRequests.values()) if (head.repository === repository) head.repository = null;
  }
  if (repository.parent !== null) repository.parent.forks -= 1;
  const orphans = others.filter(({ parent }) => parent === repository);
  const [oldest] = orphans;
  const heir = repository.parent ?? oldest;
  if (heir === undefined) return;
  for (const orphan of orphans.filter((each) => each !== heir)) {
    orphan.parent = heir;
    heir.forks += 1;
  }
  if (heir === repository.parent) return;
  heir.parent = null;
  for (const each of others) each.source = each === heir ? null : heir;
}
