import type { World } from './create-world.ts';
import { findAccount, findRepository, requireThat } from './lookup.ts';
import type { HookTarget } from './model.ts';

/** Identifies an owner of hooks and runners. */
export interface TargetInput {
  /** A repository, or else an organisation; default: the default organisation. */
  repository?: string;
  organisation?: string;
}

/** @throws SimulatorError `not_found` for an unknown name, `refused` for a user. */
export function findTarget(
  world: World,
  { repository, organisation }: TargetInput,
): Exclude<HookTarget, { type: 'integration' }> {
  if (repository !== undefined) return { type: 'repository', repository: findRepository(world, repository) };
  const account = findAccount(world, organisation ?? world.organisation.login);
  requireThat(account.type === 'Organization', `${account.login} is not an organisation`);
  return { type: 'organization', account };
}
