import type { World } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';
import type { Viewer } from './viewer.ts';

/** The repositories that the viewer can access, by id. */
export function visibleRepositories(world: World, viewer: Viewer): Repository[] {
  return [...world.repositories.values()]
    .filter((repository) => viewer.canSee(repository) && repository.blocked?.isListed !== false)
    .sort((one, other) => one.id - other.id);
}
