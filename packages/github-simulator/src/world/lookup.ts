import type { World } from './create-world.ts';
import type { Account, Branch, Issue, PullRequest, Repository, WorkflowRun } from './model.ts';
import { SimulatorError } from './simulator-error.ts';

/** Who acts in which repository; every command on a repository starts with these two names. */
export interface Scene {
  repository: string;
  /** The acting user's login. */
  by: string;
}

/** Where a command happens, and who its deliveries name as sender. */
export interface Place {
  repository: Repository;
  sender: Account;
}

/** @throws SimulatorError `not_found` for an unknown name. */
export function findRepository(world: World, name: string): Repository {
  return found(world.repositories.get(name.toLowerCase()), `repository ${name}`);
}

/** @throws SimulatorError `not_found` for an unknown login. */
export function findUser(world: World, login: string): Account {
  return found(world.users.get(login), `user ${login}`);
}

/** @throws SimulatorError `refused` when the repository is archived: it is read-only then. */
export function enter(world: World, { repository: name, by }: Scene): Place {
  const repository = findRepository(world, name);
  const sender = findUser(world, by);
  if (repository.archived) throw new SimulatorError('refused', `repository ${name} is archived`);
  return { repository, sender };
}

/** An issue, or the issue's side of a pull request. */
export function findConversation(repository: Repository, number: number): Issue | PullRequest {
  const conversation = repository.issues.get(number) ?? repository.pullRequests.get(number);
  return found(conversation, `#${number} in ${repository.name}`);
}

export function findIssue(repository: Repository, number: number): Issue {
  return found(repository.issues.get(number), `issue #${number} in ${repository.name}`);
}

export function findPullRequest(repository: Repository, number: number): PullRequest {
  return found(repository.pullRequests.get(number), `pull request #${number} in ${repository.name}`);
}

export function findBranch(repository: Repository, name: string): Branch {
  return found(repository.branches.get(name), `branch ${name} in ${repository.name}`);
}

export function findRun(repository: Repository, id: number): WorkflowRun {
  return found(repository.runs.get(id), `workflow run ${id} in ${repository.name}`);
}

/** @throws SimulatorError `refused` unless the command fits the object's state. */
export function demand(holds: boolean, refusal: string): asserts holds {
  if (!holds) throw new SimulatorError('refused', refusal);
}

/** @throws SimulatorError `not_found` when there is no such thing. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new SimulatorError('not_found', `there is no ${what}`);
  return value;
}
