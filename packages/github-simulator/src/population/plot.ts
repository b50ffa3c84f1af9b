import type { World } from '../world/create-world.ts';
import type { Account, Commit, Issue, Repository } from '../world/model.ts';
import type { RepositorySize } from './repository-size.ts';

/** A repository of a population while it is filled. */
export interface Plot extends Phrases {
  world: World;
  repository: Repository;
  size: RepositorySize;
  /** Milliseconds since the epoch: when the repository began, and when the last happened in it. */
  from: number;
  until: number;
  /** One of those who work in it: the second half as often as the first, the third a third as often. */
  someone(): Account;
}

/** What people write, shared between all objects of a population, so that each weighs little. */
export interface Phrases {
  changes: readonly Pick<Commit, 'message' | 'added' | 'modified' | 'removed'>[];
  reports: readonly Pick<Issue, 'title' | 'body'>[];
}
