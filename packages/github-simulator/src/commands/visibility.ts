import { repositoryShape } from '../shapes/repository.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, requireThat, type Scene } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';

/** Emits `public` and `repository` publicized. */
export function publicizeRepository(world: World, input: Scene): Repository {
  const { repository, sender } = enter(world, input);
  requireThat(repository.private, `repository ${repository.name} is public`);
  repository.private = false;
  repository.internal = false;
  repository.updatedAt = world.time.now();
  const around = {
    ...surroundings(world, { repository, sender }),
    repository: { ...repositoryShape(world.host, repository), private: false as const },
  };
  world.emit('public', around);
  world.emit('repository', { action: 'publicized', ...around });
  return repository;
}

/** Emits `repository` privatized; its stars are lost, as on GitHub. */
export function privatizeRepository(world: World, input: Scene): Repository {
  const { repository, sender } = enter(world, input);
  requireThat(!repository.private, `repository ${repository.name} is private`);
  repository.private = true;
  repository.stargazers.clear();
  repository.strangersStars = 0;
  repository.updatedAt = world.time.now();
  world.emit('repository', {
    action: 'privatized',
    ...surroundings(world, { repository, sender }),
    repository: { ...repositoryShape(world.host, repository), private: true },
  });
  return repository;
}
