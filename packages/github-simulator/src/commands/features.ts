import type { World } from '../world/create-world.ts';
import { enter, type Scene } from '../world/lookup.ts';
import type { Feature, Repository } from '../world/model.ts';

/**
 * Switches a feature on or off in the repository's settings. What was made with it stays, and is not served while it is
 * off: issues are 410 and lists of them show only pull requests, pull requests are 404, Actions 403. Emits nothing.
 */
export function switchFeature(
  world: World,
  input: Scene & { feature: Feature; enabled: boolean },
): Repository {
  const { repository } = enter(world, input);
  repository.features[input.feature] = input.enabled;
  repository.updatedAt = world.time.now();
  return repository;
}
