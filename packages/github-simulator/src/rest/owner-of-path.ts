import type { World } from '../world/create-world.ts';
import { repositoryById, resolveRepository } from '../world/lookup.ts';
import type { Account } from '../world/model.ts';

/** Whose objects a path asks for, by the parameters that routes name a repository or an account with. */
export function ownerOfPath(
  world: World,
  { owner, repo, login, id }: Readonly<Record<string, string>>,
): Account | undefined {
  if (owner !== undefined && repo !== undefined) {
    return resolveRepository(world, owner, repo)?.repository.owner;
  }
  if (id !== undefined) return repositoryById(world, Number(id))?.owner;
  return login === undefined ? undefined : world.accounts.get(login.toLowerCase());
}
