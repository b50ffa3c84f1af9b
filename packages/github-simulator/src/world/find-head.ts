import type { World } from './create-world.ts';
import { findBranch, found } from './lookup.ts';
import type { Branch, Repository } from './model.ts';
import { networkOf } from './network-of.ts';

/** The head of a pull request: a branch of its repository, or `owner:branch` of a fork. */
export function findHead(
  world: World,
  base: Repository,
  head: string,
): { repository: Repository; branch: Branch } {
  const [name = '', login = base.owner.login] = head.split(':', 2).reverse();
  const isOwned = ({ owner }: Repository) => owner.login.toLowerCase() === login.toLowerCase();
  // An account may own several repositories of a network; the base is preferred to its forks.
  const owned = [base, ...networkOf(world, base)].filter(isOwned);
  const repository = found(
    owned.find(({ branches }) => branches.has(name)) ?? owned[0],
    `fork of ${base.name} by ${login}`,
  );
  return { repository, branch: findBranch(repository, name) };
}
