import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { findRepository, findUser, requireThat, type Scene } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';

/** Emits `star` created. */
export function star(world: World, input: Scene): Repository {
  return setStar(world, input, true);
}

/** Emits `star` deleted. */
export function unstar(world: World, input: Scene): Repository {
  return setStar(world, input, false);
}

function setStar(world: World, input: Scene, starred: boolean): Repository {
  const repository = findRepository(world, input.repository);
  const sender = findUser(world, input.by);
  const { stargazers } = repository;
  requireThat(
    stargazers.has(sender.login) !== starred,
    `${input.by} ${starred ? 'has' : 'has not'} starred it`,
  );
  if (starred) stargazers.add(sender.login);
  else stargazers.delete(sender.login);
  repository.updatedAt = world.time.now();
  const around = surroundings(world, { repository, sender });
  if (starred) world.emit('star', { action: 'created', starred_at: repository.updatedAt, ...around });
  else world.emit('star', { action: 'deleted', starred_at: null, ...around });
  return repository;
}
