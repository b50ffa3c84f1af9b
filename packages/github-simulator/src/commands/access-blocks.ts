import type { World } from '../world/create-world.ts';
import { findRepository, findUser, requireThat, type Scene } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';

/**
 * GitHub blocks access to a repository because of a DMCA notice (451) or a violation of its terms (403): all requests
 * for it are refused, while lists still contain it unless `listed` is false. Emits nothing.
 */
export function blockRepository(
  world: World,
  input: Scene & { reason?: 'dmca' | 'tos'; status?: 403 | 451; listed?: boolean },
): Repository {
  const repository = findRepository(world, input.repository);
  findUser(world, input.by);
  const { reason = 'dmca', status = reason === 'dmca' ? 451 : 403, listed: isListed = true } = input;
  repository.blocked = { reason, status, createdAt: world.time.now(), isListed };
  return repository;
}

/** Emits nothing. */
export function unblockRepository(world: World, input: Scene): Repository {
  const repository = findRepository(world, input.repository);
  findUser(world, input.by);
  requireThat(repository.blocked !== null, `repository ${repository.name} is not blocked`);
  repository.blocked = null;
  return repository;
}
