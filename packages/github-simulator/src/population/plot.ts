import type { World } from '../world/create-world.ts';
import type { Account, Commit, Issue, Repository } from '../world/model.ts';
import type { RepositorySize } from './repository-size.ts';

/** A repository of a population that is being filled. */
export interface Plot extends Phrases {
  world: World;
  repository: Repository;
  size: RepositorySize;
  /** Milliseconds since the epoch: the start of the repository, and its last activity. */
  from: number;
  until: number;
  /** A random contributor: the second is half as frequent as the first, the third a third. */
  someone(): Account;
}

/** Texts that are shared between all objects of a population, to save memory. */
export interface Phrases {
  changes: readonly Pick<Commit, 'message' | 'added' | 'modified' | 'removed'>[];
  reports: readonly Pick<Issue, 'title' | 'body'>[];
}
