import type { World } from '../world/create-world.ts';
import { enter, type Scene } from '../world/lookup.ts';
import type { Feature, Repository } from '../world/model.ts';

/**
 * Enables or disables a feature in the repository's settings. Its objects are kept, but not served while it is
 * disabled: issues are 410 and lists of them contain only pull requests, pull requests are 404, Actions 403. Emits
 * nothing.
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
