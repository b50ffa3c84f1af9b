import type { World } from '../world/create-world.ts';
import { repositoryById, resolveRepository } from '../world/lookup.ts';
import type { Account } from '../world/model.ts';

/** The owner of the objects in a path, by the parameters that routes use for a repository or an account. */
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
