import type { World } from './create-world.ts';
import type { Account, Branch, Installation, Issue, PullRequest, Repository, WorkflowRun } from './model.ts';
import { SimulatorError } from './simulator-error.ts';

/** The actor and the repository; every command on a repository starts with these two names. */
export interface Scene {
  /** `owner/name`, or only the name for the default organisation. */
  repository: string;
  /** Login of the actor. */
  by: string;
}

/** The repository of a command, and the sender of its deliveries. */
export interface Place {
  repository: Repository;
  sender: Account;
}

/** A repository by its current name, or by a former one (`moved`), case-insensitive. */
export function resolveRepository(
  world: World,
  owner: string,
  name: string,
): { repository: Repository; moved: boolean } | undefined {
  const fullName = `${owner}/${name}`.toLowerCase();
  const id = world.names.get(fullName);
  const repository = world.repositories.get(id ?? world.oldNames.get(fullName) ?? 0);
  return repository && { repository, moved: id === undefined };
}

export function repositoryById(world: World, id: number): Repository | undefined {
  return world.repositories.get(id);
}

/**
 * @param name `owner/name`, or only the name for the default organisation.
 * @throws SimulatorError `not_found` for an unknown or a former name.
 */
export function findRepository(world: World, name: string): Repository {
  const fullName = name.includes('/') ? name : `${world.organisation.login}/${name}`;
  return found(world.repositories.get(world.names.get(fullName.toLowerCase()) ?? 0), `repository ${name}`);
}

/** @throws SimulatorError `not_found` for an unknown login. */
export function findAccount(world: World, login: string): Account {
  return found(world.accounts.get(login.toLowerCase()), `account ${login}`);
}

/** @throws SimulatorError `not_found` for an unknown login, or an organisation. */
export function findUser(world: World, login: string): Account {
  const { bot } = world.app;
  const account = login === bot.login ? bot : world.accounts.get(login.toLowerCase());
  return found(account?.type === 'Organization' ? undefined : account, `user ${login}`);
}

/**
 * @param account the login of the installation's account; default: the default organisation.
 * @throws SimulatorError `not_found` if the App is not installed there.
 */
export function findInstallation(world: World, account = world.organisation.login): Installation {
  const { id } = findAccount(world, account);
  const installation = world.installations.values().find((each) => each.account.id === id);
  return found(installation, `installation of ${account}`);
}

/** @throws SimulatorError `refused` if the repository is archived, because it is then read-only. */
export function enter(world: World, { repository: name, by }: Scene): Place {
  const repository = findRepository(world, name);
  const sender = findUser(world, by);
  if (repository.archived) throw new SimulatorError('refused', `repository ${name} is archived`);
  return { repository, sender };
}

/** An issue, or the issue part of a pull request. */
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

/** @throws SimulatorError `refused` unless the condition holds. */
export function requireThat(holds: boolean, refusal: string): asserts holds {
  if (!holds) throw new SimulatorError('refused', refusal);
}

/** @throws SimulatorError `not_found` if there is no value. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new SimulatorError('not_found', `there is no ${what}`);
  return value;
}
